"""The groups that an adjustment changes, as cards: who comes, who stays and who goes. It knows no database."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Mark(NamedTuple):
    """What becomes of somebody's seat: the word, its tone and its drawing."""

    word: str | Promise
    tone: str
    icon: str


COMES = Mark(_("comes"), "good", "plus")
MOVES_HERE = Mark(_("moves here"), "due", "arrow-right")
MOVES_AWAY = Mark(_("moves away"), "due", "arrow-left")
LEAVES = Mark(_("leaves"), "quiet", "log-out")


class Seat(NamedTuple):
    """Somebody in a group that changes. No mark: they stay."""

    name: str
    department: str
    mark: Mark | None = None
    why: tuple[str, ...] = ()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class ChangedGroup(NamedTuple):
    """A group as it would be, whoever goes still among its people."""

    title: str
    time: str
    is_new: bool
    seats: tuple[Seat, ...]


class Seating(NamedTuple):
    """Who sits in a group before and after. The staff are known by number; `new` and `gone` say who of them is."""

    before: frozenset[str]
    after: frozenset[str]

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    def marks(self, new: set[str], gone: set[str]) -> Iterator[tuple[str, Mark | None]]:
        """What becomes of each of them."""
        yield from ((one, COMES if one in new else MOVES_HERE) for one in self.after - self.before)
        yield from ((one, None) for one in self.before & self.after)
        yield from ((one, LEAVES if one in gone else MOVES_AWAY) for one in self.before - self.after)


def seatings(before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]) -> dict[str, Seating]:
    """Each group of before or after with its people, if they change."""
    keys = dict.fromkeys([*before, *after])
    found = {key: Seating(before.get(key, frozenset()), after.get(key, frozenset())) for key in keys}
    return {key: seating for key, seating in found.items() if seating.is_changed}
