"""Counts out of a file: one row for the whole school, and one for each department. A list of people is refused."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.kit.tables import Table
from collegium.kit.tongues import said_anywhere
from collegium.statistics.comparing import Arms, Count

COLUMNS = 5
MORE_ROWS = 3


class NotCounts(ValueError):
    """A file that does not hold counts, in sentences that say what to do. Nothing of it is kept."""


@dataclass(frozen=True)
class Brought:
    whole: Arms
    departments: dict[str, Arms]


def counts_in(table: Table, departments: Collection[str]) -> Brought:
    """The counts of a file made after our pattern; anything that might name people is refused as a whole."""
    names = {name.casefold(): name for name in departments}
    whole_words = {words.casefold() for words in said_anywhere(gettext_lazy("Whole school"))}
    if len(table.rows) > len(names) + MORE_ROWS or len(table.columns) != COLUMNS:
        raise NotCounts(_looks_like_people(len(table.rows)))
    found: dict[str, Arms] = {}
    for row in table.rows:
        label = (row[0] if row else "").strip().casefold()
        if label not in whole_words and label not in names:
            raise NotCounts(_looks_like_people(len(table.rows)))
        found[names.get(label, "")] = _arms(row)
    whole = found.pop("", None) or _sum(found.values())
    return Brought(whole, found)


def _looks_like_people(rows: int) -> str:
    return _(
        "This looks like a list with a row for each person (%(rows)d rows). Collegium takes counts, never people:"
        " count in your own file and type the four numbers. Nothing of the file was kept."
    ) % {"rows": rows}


def _arms(row: list[str]) -> Arms:
    try:
        strong, of, other_strong, other_of = (int(cell) for cell in row[1:COLUMNS])
    except ValueError as error:
        raise NotCounts(_not_numbers()) from error
    if not (0 <= strong <= of and 0 <= other_strong <= other_of):
        raise NotCounts(_not_numbers())
    return Arms(Count(strong, of), Count(other_strong, other_of))


def _not_numbers() -> str:
    return _(
        "Each row needs four whole numbers: members judged strong, of how many members, others judged strong, of how"
        " many others. Nothing of the file was kept."
    )


def _sum(tables: Collection[Arms]) -> Arms:
    members = Count(sum(one.members.strong for one in tables), sum(one.members.of for one in tables))
    others = Count(sum(one.others.strong for one in tables), sum(one.others.of for one in tables))
    if not members.of or not others.of:
        raise NotCounts(_not_numbers())
    return Arms(members, others)
