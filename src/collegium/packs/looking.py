"""What the school holds, seen by one person or by the school: the only eyes through which a pack is filled."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from collegium.kit import clock
from collegium.people.models import Person, School

# Whom a fact was given to by those whose it is, from the nearest to the furthest.
SCHOOL, NETWORK, PUBLIC = "school", "network", "public"


@dataclass(frozen=True)
class Fact:
    """One thing that is so: of which kind, which, since when, in a sentence, and whom it may be told.

    ``stamp`` changes when it is another thing than it was: a new edition of a report. ``row``: where it stands.
    """

    kind: str
    number: str
    title: str
    on: date
    says: str = ""
    url: str = ""
    reach: str = SCHOOL
    stamp: str = ""
    row: Any = field(default=None, compare=False, repr=False)

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True)
class Look:
    """At a school, over some days. ``person``: whoever looks sees nothing that they may not see anyway.

    Without a person it is what the school itself was given: by that files are swept, when nobody is looking.
    """

    school: School
    first: date
    last: date
    at: datetime
    person: Person | None = None

    def known(self, rows: Any) -> Any:
        return rows.visible_to(self.person) if self.person else rows

    def between(self, name: str) -> dict[str, datetime]:
        """From the first day's beginning to the last one's end, by the clock of the school."""
        zone = ZoneInfo(self.school.timezone)
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=zone)
        end = datetime(self.last.year, self.last.month, self.last.day, 23, 59, 59, 999999, tzinfo=zone)
        return {f"{name}__gte": start, f"{name}__lte": end}

    def held(self, name: str) -> dict[str, datetime]:
        """The same, of what lies behind us."""
        days = self.between(name)
        return days | {f"{name}__lte": min(days[f"{name}__lte"], self.at)}

    def day(self, moment: datetime) -> date:
        return clock.day_of(moment, self.school.timezone)
