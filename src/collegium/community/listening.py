"""A chat for many who read along: each asks every second whether anything is new, and most are told no by one look.

What is new is drawn once for all who see the same. Who may see it is asked anew by every request that is told words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from collegium.community.models import Chat, ChatQuestion, Line, Star
from collegium.people.models import Person

# More lines than an hour of many people holds.
MOST_DRAWN = 4_000


def seat_of(number: int, session: str | None) -> str:
    """For this chat in this browser, as long as it is signed in."""
    return salted_hmac("collegium.community.seat", f"{number}:{session}").hexdigest()[:24]


def holds_seat(seat: str, number: int, session: str) -> bool:
    return bool(session) and constant_time_compare(seat, seat_of(number, session))


def until_turn(chat: Chat, questions: Iterable[ChatQuestion], at: datetime) -> int:
    """When time alone next changes something, in thousandths of a second: a question comes out, a door opens."""
    turns = [*(question.release_at for question in questions), chat.opens_at, chat.closes_at]
    return int(min((turn for turn in turns if turn > at), default=chat.closes_at).timestamp() * 1000)


@dataclass(frozen=True)
class Said:
    """A line as one reader sees it: all that is drawn, and nothing else."""

    number: int
    part: int
    name: str = ""
    home: str = ""
    time: str = ""
    text: str = ""
    stars: int = 0
    is_starred: bool = False
    is_mine: bool = False
    may_hide: bool = False
    is_gone: bool = True


def said(line: Line, reader: Person, zone: tzinfo, *, is_host: bool, stars: set[int]) -> Said:
    """Of what is gone no more than its number, so that it leaves the page."""
    if line.is_gone:
        return Said(line.pk, line.question_id or 0)
    is_mine = line.person_id == reader.pk
    return Said(
        line.pk, line.question_id or 0, line.person.name, line.home.name, f"{line.at.astimezone(zone):%H:%M}",
        line.text, len(stars), reader.pk in stars, is_mine, is_host and not is_mine, is_gone=False,
    )  # fmt: skip


def heard(chat: Chat, reader: Person, zone: tzinfo, *, after: int | None = None) -> list[tuple[Said, SafeString]]:
    """The lines of a chat, or those that changed after one of its versions, as this reader sees them. Two queries."""
    lines, starred = Line.objects.filter(chat=chat), Star.objects.filter(line__chat=chat)
    if after is None:
        lines = lines.standing()
    else:
        lines, starred = lines.filter(version__gt=after), starred.filter(line__version__gt=after)
    stars: dict[int, set[int]] = {}
    for line, person in starred.values_list("line", "person"):
        stars.setdefault(line, set()).add(person)
    is_host, language = chat.person_id == reader.pk, get_language()
    found = (
        said(line, reader, zone, is_host=is_host, stars=stars.get(line.pk, set()))
        for line in lines.select_related("person", "home").order_by("pk")
    )
    return [(one, _drawn(one, language)) for one in found]


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(one: Said, language: str | None) -> SafeString:
    """The same facts in the same language look the same; nothing else goes in, so that nobody is shown another's."""
    return mark_safe(render_to_string("community/line.html", {"line": one}))
