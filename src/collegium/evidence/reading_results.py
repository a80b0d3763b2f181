"""Whether a table holds totals alone. One name, one pupil in a row of their own: the whole file is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from collegium.evidence.kinds import FEWEST_IN_GROUP
from collegium.evidence.naming import CELL, NAMED, NUMBERED, is_a_name, names_a_colleague
from collegium.kit.tables import Table
from collegium.kit.tongues import bare, said_anywhere

MOST_ROWS, MOST_COLUMNS = 200, 20
LONGEST_CELL = 120
COUNT = re.compile(
    r"^(?:(?:total )?(?:number|no\.?|count|total)(?: of)? )?(?:pupils|students|entries|candidates|children|learners)"
    r"(?: entered| in (?:the )?group| counted)?$"
    r"|^(?:n|entries|cohort|cohort size|on roll|entered|sat|group size|number)$",
    re.IGNORECASE,
)
# As we ask for it, understood in each of our languages.
PUPILS = pgettext_lazy("heading of a column", "Pupils")
NOT_COUNTED = re.compile(
    r"%|percent|per cent|average|mean|median|score|points?\b|mark|rate|year|progress", re.IGNORECASE
)


class NotTotals(ValueError):
    """The table is about single people. The message says what was found, and the way to mend it."""


@dataclass(frozen=True)
class Totals:
    """A table that holds totals alone, as it is kept."""

    columns: list[str]
    rows: list[list[str]]


def totals_in(table: Table, staff: Iterable[tuple[str, str]]) -> Totals:
    """The table, or ``NotTotals``. Nothing of a refused one is kept or written anywhere."""
    columns = [" ".join(column.split()) for column in table.columns]
    if not table.rows or len(columns) < 2:
        raise NotTotals(_("There is no table in this file: a heading for each column, and a row for each group."))
    _no_columns_of_people(columns)
    if len(table.rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise NotTotals(
            _("This has %(rows)d rows and %(columns)d columns, which is a list and no table of totals. Bring at most "
              "%(most)d rows and %(wide)d columns.")
            % {"rows": len(table.rows), "columns": len(columns), "most": MOST_ROWS, "wide": MOST_COLUMNS}
        )  # fmt: skip
    _no_cells_of_people(table, list(staff))
    ours = {bare(word) for word in said_anywhere(PUPILS)}
    counted = [place for place, column in enumerate(columns) if COUNT.match(column) or bare(column) in ours]
    if not counted:
        raise NotTotals(
            _("No column says how many pupils each row stands for. Add one called “%(pupils)s”; a row for each "
              "pupil is not taken.") % {"pupils": PUPILS}
        )  # fmt: skip
    _no_row_of_few(table, counted[0])
    _no_small_counts(table, columns, counted[0])
    return Totals(columns, [[cell.strip()[:LONGEST_CELL] for cell in row] for row in table.rows])


def _no_columns_of_people(columns: list[str]) -> None:
    for column in columns:
        if NAMED.match(column) or NUMBERED.search(column):
            raise NotTotals(
                _("The column “%(column)s” is about single people. Nothing of the file was kept. Add the pupils up "
                  "into groups, and bring the totals.") % {"column": column}
            )  # fmt: skip


def _no_cells_of_people(table: Table, staff: list[tuple[str, str]]) -> None:
    for place, row in enumerate(table.rows):
        for cell in (cell.strip() for cell in row):
            found = any(pattern.search(cell) for pattern in CELL.values())
            if found or is_a_name(cell) or (cell and names_a_colleague(cell, staff)):
                number = table.numbers[place] if place < len(table.numbers) else place + 2
                raise NotTotals(
                    _("Row %(row)d seems to name a person. Nothing of the file was kept. Take names, numbers, dates "
                      "of birth and addresses out, and bring totals of groups.") % {"row": number}
                )  # fmt: skip


def _no_row_of_few(table: Table, place: int) -> None:
    sizes = [(number, _whole(row[place])) for number, row in _numbered(table)]
    if len(sizes) > 1 and all(size == 1 for _number, size in sizes):
        raise NotTotals(_("Every row stands for one pupil. Nothing of the file was kept. Bring totals of groups."))
    for number, size in sizes:
        if size is None:
            raise NotTotals(
                _("Row %(row)d does not say in whole numbers how many pupils it stands for.") % {"row": number}
            )
        if 0 < size < FEWEST_IN_GROUP:
            raise NotTotals(
                _("Row %(row)d stands for fewer than %(fewest)d pupils. Nothing of the file was kept. Put small "
                  "groups together.") % {"row": number, "fewest": FEWEST_IN_GROUP}
            )  # fmt: skip


def _no_small_counts(table: Table, columns: list[str], place: int) -> None:
    """A column of whole numbers within the size of each row counts pupils too: “Grade 9: 2” tells of two."""
    for other, column in enumerate(columns):
        cells = [(number, _whole(row[other]), _whole(row[place]) or 0) for number, row in _numbered(table)]
        is_count = all(count is not None and count <= size for _number, count, size in cells)
        if other == place or NOT_COUNTED.search(column) or not is_count:
            continue
        for number, count, _size in cells:
            if count is not None and 0 < count < FEWEST_IN_GROUP:
                raise NotTotals(
                    _("In row %(row)d, “%(column)s” counts fewer than %(fewest)d pupils, who could be known. Nothing "
                      "of the file was kept. Put grades or groups together.")
                    % {"row": number, "column": column, "fewest": FEWEST_IN_GROUP}
                )  # fmt: skip


def _numbered(table: Table) -> list[tuple[int, list[str]]]:
    """Each row under its number in the file, filled up to all columns."""
    numbers = [*table.numbers, *range(len(table.numbers) + 2, len(table.rows) + 2)]
    return [
        (number, [*row, *[""] * (len(table.columns) - len(row))])
        for number, row in zip(numbers, table.rows, strict=False)
    ]


def _whole(text: str) -> int | None:
    plain = text.strip().replace(",", "").removesuffix(".0")
    return int(plain) if plain.isdecimal() and len(plain) < 9 else None
