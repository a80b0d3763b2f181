"""Why sharing sessions are kept, and what becomes of them when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.sharings.models import (
    Contact,
    Contribution,
    Keeper,
    Presence,
    Sharing,
    Slip,
    Summary,
    SummaryYes,
    Tally,
    Uptake,
)

sessions = purpose(
    _("Sharing sessions"),
    why=_("So that a staff hears what its colleagues found, and a group what came of it."),
    reads=_("the staff of the school; who was there is read by nobody, and counted by department"),
    until=_("as long as the school keeps it"),
)
sessions.stays(Sharing, of="by", words=("about",), facts=("title", "timezone", "place", "code"))
sessions.stays(Contribution, of="speaker", facts=("spot", "brings")).goes(Keeper, Presence, Uptake)
# A slip names nobody, and nothing leads from it to whoever wrote it.
sessions.nobody(Slip, Slip.would_try.through, Tally)

pages = purpose(
    _("A report’s page for everybody"),
    why=_("So that people elsewhere hear of what was found, and whom to ask."),
    reads=_("everybody, while each author and the school say yes"),
    until=_("until any of them takes it back"),
)
pages.goes(SummaryYes).stays(Contact, of="by", facts=("who", "email")).nobody(Summary)
