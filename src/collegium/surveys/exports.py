from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.surveys.models import Change, ClassCode, DataRecord, Passed, Survey

register(Survey, _("Surveys I prepared"), "title", "at", of=("by",))
register(
    DataRecord, _("Ethics and data records I wrote"), "survey__title", "who", "why", "consent", "kept_until", "at",
    of=("by",), not_of={"checker": "the record is its author's", "lead": "the record is its author's"},
)  # fmt: skip
register(ClassCode, _("Classes I asked"), "wave__survey__title", "label", "at", of=("by",))
register(Change, _("What I told staff we changed"), "said", "changed", "at", of=("by",))
leave_out(Passed, "a pupil's words, passed on in confidence")
