"""Why evidence is kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.evidence.models import Remark, Results, Sample
from collegium.people.purposes import purpose

evidence = purpose(
    _("Results, remarks and pieces of work"),
    why=_("So that a group can see whether something changed."),
    reads=_("the group, or the school’s staff where it is about the school"),
    until=_("as long as the school keeps it"),
)
evidence.stays(Results, of="by", facts=("title", "source", "columns", "rows"))
evidence.stays(Remark, of="by", facts=("text", "source", "address"))
evidence.stays(Sample, of="by", words=("title", "about", "consent"))
