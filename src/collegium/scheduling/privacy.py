"""Why polls for times are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.scheduling.models import (
    Agreement,
    Choosing,
    GroupYear,
    Option,
    Poll,
    ProgrammeYear,
    Reply,
    Room,
    Travel,
    Vote,
    Year,
)

times = purpose(
    _("Times that suit, and dates of a year"),
    why=_("So that a group finds times when its members can."),
    reads=_("the members of the group see counts; who cannot when, you alone"),
    until=_("as long as the school keeps the group; what you said to times, until you are erased"),
)
times.goes(Vote, of="reply__person").stays(Reply, Agreement)
times.stays(Poll, ProgrammeYear, of="by").stays(Option, of="by", words=("name",))
times.stays(Choosing, of="by", facts=("unmet",)).nobody(Year, GroupYear, Room, Travel)
