"""Why TeachMeets are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.teachmeets.models import Coming, Handout, Talk, TeachMeet

evenings = purpose(
    _("TeachMeets"),
    why=_("So that an evening of short talks can be prepared and looked up afterwards."),
    reads=_("whom the host invited: the group, the school, the network"),
    until=_("as long as the school keeps it"),
)
evenings.stays(TeachMeet, words=("about",), facts=("title", "timezone", "place", "seed"))
evenings.stays(Talk, words=("title", "note", "link")).stays(Coming).nobody(Handout)
