"""What the leadership team may know of a year that is over: how many took part in what, and how far ideas went.

Ten people and two groups at least, of years that are over, and nothing to choose from: no two differ by a few.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from collegium.enquiry.models import Echo
from collegium.groups.audience import Audience
from collegium.groups.models import Membership
from collegium.impact.findings import FEWEST_GROUPS, FEWEST_PEOPLE
from collegium.meetings.models import Attendance, Meeting
from collegium.people.models import Appointment, School
from collegium.people.models.year import year_starting

# Ideas and people are counted down to whole fives: one more of either never shows.
STEP = 5


@dataclass(frozen=True)
class Part:
    """An aspect in a year that is over. ``people`` is None where there are too few to show."""

    year: str
    aspect: str
    people: int | None = None
    groups: int = 0
    of_ten: int | None = None


def parts(school: School, today: date) -> list[Part]:
    """How many of this school worked on each aspect, and how many meetings of ten they came to."""
    rows = Membership.objects.filter(
        school=school, group__listed=True, group__theme__aspect__school=school,
        group__year_starts_on__lt=year_starting(today),
    ).values_list("group__year_starts_on", "group__theme__aspect__title", "person", "group")  # fmt: skip
    found: dict[tuple[date, str], set[tuple[int, int]]] = defaultdict(set)
    for year, aspect, person, group in rows:
        found[year, aspect].add((person, group))
    held, came = _meetings(school, today)
    newest_first = sorted(found.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1]))
    return [_part(year, aspect, belonged, held, came) for (year, aspect), belonged in newest_first]


def _part(
    year: date, aspect: str, belonged: set[tuple[int, int]], held: dict[int, int], came: dict[tuple[int, int], int]
) -> Part:
    name = f"{year.year}–{(year.year + 1) % 100:02}"
    people, groups = {person for person, _group in belonged}, {group for _person, group in belonged}
    if len(people) < FEWEST_PEOPLE or len(groups) < FEWEST_GROUPS:
        return Part(name, aspect)
    could = sum(held.get(group, 0) for _person, group in belonged)
    did = sum(came.get(pair, 0) for pair in belonged)
    return Part(name, aspect, len(people), len(groups), round(10 * did / could) if did else None)


def _meetings(school: School, today: date) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Meetings of past years by group, and how often each member was there."""
    held: dict[int, int] = defaultdict(int)
    began = datetime.combine(year_starting(today), datetime.min.time(), UTC)
    past = Meeting.objects.filter(group__schools=school, starts_at__lt=began, cancelled_at=None)
    for group in past.values_list("group", flat=True):
        held[group] += 1
    came: dict[tuple[int, int], int] = defaultdict(int)
    for person, group in Attendance.objects.here().filter(meeting__in=past).values_list("person", "meeting__group"):
        came[person, group] += 1
    return held, came


@dataclass(frozen=True)
class Spread:
    """How far shared ideas went: how many were tried in other departments, and by how many, in whole fives."""

    ideas: int
    elsewhere: int
    people: int


def spread(school: School) -> Spread | None:
    """Out of the words that triers sent along to an idea's readers. None where they are too few to show."""
    departments = dict(
        Appointment.objects.current().filter(school=school, department__isnull=False)
        .values_list("person", "department")
    )  # fmt: skip
    told = Echo.objects.filter(
        idea__school=school, idea__audience__in=(Audience.SCHOOL, Audience.NETWORK), idea__withdrawn_at=None,
        person__in=departments,
    ).values_list("idea", "idea__person", "person")  # fmt: skip
    tried = [(idea, author, person) for idea, author, person in told if person != author]
    crossed = [
        (idea, person) for idea, author, person in tried if departments.get(author) != departments[person]
    ]
    people = {person for _idea, person in crossed}
    if len(people) < FEWEST_PEOPLE or len({departments[person] for person in people}) < FEWEST_GROUPS:
        return None
    ideas, elsewhere = {idea for idea, _author, _person in tried}, {idea for idea, _person in crossed}
    return Spread(_fives(ideas), _fives(elsewhere), _fives(people))


def _fives(things: set[int]) -> int:
    return len(things) // STEP * STEP
