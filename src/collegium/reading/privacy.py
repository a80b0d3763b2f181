"""Why shared reading is kept, and what becomes of it when somebody is erased."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.reading.models import (
    Ballot,
    Best,
    Comment,
    Dot,
    Phrase,
    Place,
    Pledge,
    Reaction,
    Reading,
    Section,
    Spotted,
)

reading = purpose(
    _("Reading together"),
    why=_("So that a group reads the same pages and chooses what to try."),
    reads=_("the members of the group; a phrase, whom its author gave it to"),
    until=_("as long as the school keeps the group"),
)
reading.goes(Phrase, where=Q(audience="me")).goes(Place)
reading.stays(Comment, words=("text",)).stays(Best, words=("text", "page", "why")).stays(Reaction, words=("text",))
reading.stays(Ballot, Pledge).stays(Phrase, words=("drop", "instead", "why")).stays(Spotted, words=("text",))
reading.nobody(Dot, Reading, Section)
