from django.utils.translation import gettext_lazy as _

from collegium.booklets.models import Booklet, Making, Yes
from collegium.people.exporting import leave_out, register

register(Booklet, _("Booklets I began"), "title", "subtitle", "preface", "reach", "licence", "at", "published_at",
         of=("by",))  # fmt: skip
register(Yes, _("My yes to booklets"), "piece__booklet__title", "edition__title", "agreed", "asked_at", "answered_at")
leave_out(Making, "a run of the press holds what its pieces say; who asked for it stands in their history")
