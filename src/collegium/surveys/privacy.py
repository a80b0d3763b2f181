"""Why surveys are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.surveys.models import (
    Change,
    ClassCode,
    DataRecord,
    Item,
    Passed,
    Release,
    Survey,
    Tally,
    ThemeRelease,
    Ticket,
    Wave,
    Words,
)

voice = purpose(
    _("Pupils’ and staff’s answers in surveys"),
    why=_("So that a group hears from those whom its work is for."),
    reads=_("totals only, and never of fewer than five; words only after somebody has looked that they name nobody"),
    until=_("as the survey’s data record says; pupils have no account, and no answer leads back to anybody"),
)
voice.nobody(Item, Release, Tally, ThemeRelease, ThemeRelease.waves.through, Ticket, Wave, Words)

asking = purpose(
    _("Who prepared a survey, and what was done with it"),
    why=_("So that somebody answers for it."),
    reads=_("the group or the programme that asks"),
    until=_("as long as the survey is kept"),
)
asking.stays(Survey, of="by", words=("title",)).stays(ClassCode, of="by", facts=("code", "label"))
asking.stays(DataRecord, of="by", words=("who", "why", "consent", "help"))
for name in ("checker", "lead"):
    asking.stays(DataRecord, of=name, facts=("who", "why", "consent", "help"))
asking.stays(Change, of="by", words=("said", "changed"))
# A pupil's words that may be about danger: kept for whoever answers for safeguarding.
for name in ("to", "by"):
    asking.stays(Passed, of=name, facts=("text",))
