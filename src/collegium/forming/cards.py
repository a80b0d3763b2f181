"""The people and the groups of a plan as its page shows them. It knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Member:
    """One person in a plan, as the lead sees them."""

    pk: int
    person: int
    name: str
    department: str
    rank: int | None
    came_by: str
    by_hand: bool
    leads: bool
    is_placed: bool
    url: str
    codes: tuple[Mapping[str, Any], ...]
    why: tuple[str, ...]
    apart: str = ""

    @property
    def question(self) -> str:
        """``Why is Mo here?``"""
        name = self.name.split(" ")[0]
        return (_("Why is %(name)s here?") if self.is_placed else _("Why is %(name)s in no group?")) % {"name": name}

    @property
    def full_name(self) -> str:
        """Where two have one name, what tells them apart stands behind it."""
        return f"{self.name} ({self.apart})" if self.apart else self.name

    @property
    def deed(self) -> str:
        return _("Move") if self.is_placed else _("Find a place")


@dataclass(frozen=True)
class Card:
    """One group of a plan."""

    pk: int
    key: str
    url: str
    title: str
    theme: str
    plain_theme: str
    theme_id: str
    about: str
    time: str
    leader: str
    schools: int
    kept: bool
    members: tuple[Member, ...]
    troubles: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return self.title or self.about or self.theme

    @property
    def tag(self) -> str:
        """The theme above the heading, unless the heading says it already."""
        if self.heading != self.theme:
            return self.theme
        return self.plain_theme if self.heading != self.plain_theme else ""

    @property
    def summary(self) -> str:
        """``Tuesdays 15:45 · 3 schools · led by Amara``."""
        schools = ngettext("%(n)d school", "%(n)d schools", self.schools) % {"n": self.schools}
        led = _("led by %(name)s") % {"name": self.leader.split(" ")[0]} if self.leader else _("nobody leads")
        return " · ".join([self.time, *([schools] if self.schools > 1 else []), led])

    @property
    def name(self) -> str:
        """What the group is called where its theme does not stand beside it."""
        return self.title or self.theme


class Home(NamedTuple):
    """Where on the staff somebody is at home."""

    department: str
    school: int
    school_name: str


NOWHERE = Home("", 0, "")


def told_apart(homes: Mapping[int, Home]) -> dict[int, str]:
    """What tells people of one name apart: the department where it does, else the school, else both."""
    departments = {person: home.department for person, home in homes.items()}
    schools = {person: home.school_name for person, home in homes.items()}
    for telling in (departments, schools):
        if len(set(telling.values())) == len(telling) and all(telling.values()):
            return telling
    return {person: ", ".join(filter(None, (departments[person], schools[person]))) for person in homes}
