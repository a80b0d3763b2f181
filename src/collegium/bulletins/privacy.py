"""Why bulletins are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.bulletins.models import Bulletin, FixedSlot, Issue, Item, Part
from collegium.people.purposes import purpose

bulletins = purpose(
    _("Bulletins"),
    why=_("So that staff read in one page what happened in a week."),
    reads=_("the staff of the school"),
    until=_("until an issue is withdrawn"),
)
bulletins.stays(Bulletin, of="editor", facts=("title",)).stays(Issue, of="by", words=("opening",))
# What the editor wrote over the lines of a slot.
bulletins.stays(Part, of="issue__by", words=("words",), facts=("title",)).nobody(FixedSlot, Item)
