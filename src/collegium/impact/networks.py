"""What whoever looks after several schools may know of years that are over: how many took part, aspect by aspect.

Ten people and two groups at least, and no school by itself. What schools show already is no help in finding out what
another one hides: those that are too few to show count only where they are ten people of two schools together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F

from collegium.groups.models import Membership
from collegium.impact.findings import FEWEST_GROUPS, FEWEST_PEOPLE
from collegium.people.models import Network, Person, Responsibility
from collegium.people.models.year import in_words, year_starting

FEWEST_SCHOOLS = 2


class Took(NamedTuple):
    """One colleague’s time in one group, for one school."""

    school: int
    person: int
    group: int


@dataclass(frozen=True)
class Cell:
    """An aspect in a year, over schools. ``people`` is None where there are too few to show."""

    people: int | None = None
    groups: int = 0
    schools: int = 0


@dataclass(frozen=True)
class Table:
    """One network: its years side by side, an aspect in each row. Nothing to choose from, and nothing to filter."""

    network: Network
    years: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[Cell | None]]] = field(default_factory=list)

    @property
    def shows_some(self) -> bool:
        return any(cell and cell.people for _aspect, cells in self.rows for cell in cells)


def networks_of(person: Person) -> "list[Network]":
    """Those that this person looks after: by leading the network, its learning, or its schools."""
    kinds = Responsibility.Kind
    duty = Responsibility.objects.current().filter(
        person=person, kind__in=[kinds.NETWORK_LEAD, kinds.LEADERSHIP, kinds.CPD_LEAD], network__isnull=False
    )
    return list(Network.objects.filter(pk__in=duty.values("network")).order_by("name", "pk"))


def table_of(network: Network, today: date) -> Table:
    """Aspects of the same name count together, whatever school named them. One query."""
    rows = Membership.objects.filter(
        school__networks=network, group__listed=True, group__theme__aspect__school=F("school"),
        group__year_starts_on__lt=year_starting(today),
    ).order_by("pk").values_list(
        "group__year_starts_on", "group__theme__aspect__title", "school", "person", "group"
    )  # fmt: skip
    found: dict[str, dict[date, set[Took]]] = defaultdict(lambda: defaultdict(set))
    titles: dict[str, str] = {}
    for year, title, *took in rows:
        titles.setdefault(title.casefold(), title)
        found[title.casefold()][year].add(Took(*took))
    years = sorted({year for of in found.values() for year in of}, reverse=True)
    return Table(
        network, [in_words(year) for year in years],
        [(titles[key], [_cell(of[year]) if year in of else None for year in years])
         for key, of in sorted(found.items())],
    )  # fmt: skip


def _cell(took: set[Took]) -> Cell:
    by_school: dict[int, set[Took]] = defaultdict(set)
    for one in took:
        by_school[one.school].add(one)
    shown = {one for own in by_school.values() if _is_enough(own) for one in own}
    hidden = took - shown
    counted = took if not hidden or _is_enough(hidden, schools=FEWEST_SCHOOLS) else shown
    if not _is_enough(counted, schools=FEWEST_SCHOOLS):
        return Cell()
    return Cell(
        len({one.person for one in counted}), len({one.group for one in counted}),
        len({one.school for one in counted}),
    )  # fmt: skip


def _is_enough(took: Iterable[Took], *, schools: int = 1) -> bool:
    told = list(took)
    return (
        len({one.person for one in told}) >= FEWEST_PEOPLE
        and len({one.group for one in told}) >= FEWEST_GROUPS
        and len({one.school for one in told}) >= schools
    )
