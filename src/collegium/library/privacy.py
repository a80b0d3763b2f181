"""Why works are kept, and what becomes of it when somebody is erased."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.library.models import Attached, Label, Shelving, Use, Work
from collegium.people.purposes import purpose

works = purpose(
    _("The library"),
    why=_("So that colleagues find what others read and used."),
    reads=_("whom the one who brought it gave it to"),
    until=_("until it is withdrawn; what is only yours, until you are erased"),
)
works.goes(Work, where=Q(audience="me"))
works.stays(
    Work, words=("about", "consent"), facts=("title", "authors", "isbn", "provider", "language", "link"),
).stays(Use, words=("words",)).stays(Shelving, of="by")  # fmt: skip
# A book has its title from its authors; a note has it from whoever wrote it.
works.stays(Work, where=Q(kind="note"), words=("title", "link"))
works.nobody(Attached, Label, Work.themes.through)
