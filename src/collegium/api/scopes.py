"""What a token may be for. It never opens more than its owner sees; a scope only takes away from that."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Area(StrEnum):
    """A part of Collegium for which a token is good, to read or also to change."""

    PROGRAMMES = "programmes"
    GROUPS = "groups"
    MEETINGS = "meetings"
    ENQUIRY = "enquiry"
    LIBRARY = "library"
    COMMUNITY = "community"
    OUTCOMES = "outcomes"
    STAFF = "staff"


AREAS = {
    Area.PROGRAMMES: (_("Programmes"), _("themes and times; your own wishes")),
    Area.GROUPS: (_("Groups"), _("who belongs; invitations to you")),
    Area.MEETINGS: (_("Meetings"), _("your calendar, agendas, minutes, promises and actions")),
    Area.ENQUIRY: (_("What is tried"), _("questions, cycles, ideas, and what your groups and you tried")),
    Area.LIBRARY: (_("Library"), _("books, articles, courses, tools")),
    Area.COMMUNITY: (_("Community"), _("posts that reach you, and your own")),
    Area.OUTCOMES: (_("What we found"), _("reports and proposals that you may read")),
    Area.STAFF: (_("Staff"), _("colleagues of your schools")),
}


def read(area: str) -> str:
    return f"{area}:read"


def write(area: str) -> str:
    return f"{area}:write"


SCOPES = [scope for area in Area for scope in (read(area), write(area))]


def allows(scopes: Iterable[str], wanted: str) -> bool:
    """Whoever may change something there may read it there too."""
    area, _colon, _kind = wanted.partition(":")
    return wanted in scopes or (wanted == read(area) and write(area) in scopes)
