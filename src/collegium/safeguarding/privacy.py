"""Why it is kept that a group was read for safeguarding, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.safeguarding.models import Asking, Look, Opening

safeguarding = purpose(
    _("Groups opened for safeguarding"),
    why=_("So that a group knows who read what it wrote, and nobody reads it unseen."),
    reads=_("the reason: the two who opened it; that and what was read: the members of the group"),
    until=_("as long as the school keeps the group"),
)
# The reason is the school's record of why it read, and no longer anybody's own words.
safeguarding.stays(Asking, of="by", facts=("called", "reason")).stays(Asking, of="to", facts=("called", "reason"))
safeguarding.stays(Look).nobody(Opening)
