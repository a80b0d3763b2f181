"""Answers on paper: each sheet has its own code, and is typed in by a colleague, one by one or as a table."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from collegium.kit.tables import Table
from collegium.surveys import answering
from collegium.surveys.models import ClassCode, Item
from collegium.surveys.models.words import LONGEST_WORDS

# So many are named; the rest are counted.
NAMED = 20


class Unfit(Exception):
    """A table of sheets that is not taken: what is wrong, row by row. Nothing of it was kept."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def columns_of(items: Sequence[Item]) -> list[str]:
    """The head of the table to fill in."""
    return [_("Code"), *(f"{place}. {item.text}" for place, item in enumerate(items, 1))]


def blank(code: ClassCode, items: Sequence[Item]) -> tuple[list[str], list[list[str]]]:
    """A table with the codes of the sheets that were not typed in yet, in the order in which they were printed."""
    sheets = sheets_of(code)
    return columns_of(items), [[sheet, *([""] * len(items))] for sheet in sheets]


def sheets_of(code: ClassCode) -> list[str]:
    """The codes of the sheets of paper that are still out."""
    return list(code.tickets.filter(on_paper=True, used=False).order_by("code").values_list("code", flat=True))


def bring(code: ClassCode, table: Table, items: Sequence[Item]) -> int:
    """All sheets of the table, or none: a row that cannot be read names itself."""
    problems: list[str] = []
    sheets = []
    seen: set[str] = set()
    for number, row in zip(table.numbers, table.rows, strict=True):
        try:
            sheets.append((number, *_sheet(code, row, items, seen)))
        except ValueError as error:
            problems.append(_("Row %(number)d: %(what)s") % {"number": number, "what": error})
    if not sheets and not problems:
        problems.append(_("There is no sheet in this table: the first column holds the code of each sheet."))
    with transaction.atomic():
        for number, ticket, chosen, said in sheets if not problems else []:
            try:
                answering.answer(ticket, items, chosen, said)
            except answering.Used:
                problems.append(_("Row %(number)d: this sheet was typed in before.") % {"number": number})
        if problems:
            transaction.set_rollback(True)
    if problems:
        raise Unfit(_shortened(problems))
    return len(sheets)


def _shortened(problems: list[str]) -> list[str]:
    if len(problems) <= NAMED:
        return problems
    return [*problems[:NAMED], _("… and %(number)d more rows.") % {"number": len(problems) - NAMED}]


def _sheet(code: ClassCode, row: Sequence[str], items: Sequence[Item], seen: set[str]) -> tuple:
    """One row as an answer, or what is wrong with it."""
    cells = [cell.strip() for cell in row] + [""] * (len(items) + 1 - len(row))
    ticket = answering.ticket_of(cells[0])
    if ticket is None or ticket.code_of_id != code.pk:
        raise ValueError(_("“%(code)s” is no code of a sheet of this class.") % {"code": cells[0][:20]})
    if ticket.code in seen:
        raise ValueError(_("the code “%(code)s” stands here twice.") % {"code": ticket.code})
    seen.add(ticket.code)
    if len(cells) > len(items) + 1 and any(cells[len(items) + 1 :]):
        raise ValueError(_("there are more answers than questions."))
    pairs = list(zip(items, cells[1:], strict=False))
    chosen = {item.pk: _place(item, cell) for item, cell in pairs if cell and not item.is_open}
    said = {item.pk: _words(item, cell) for item, cell in pairs if cell and item.is_open}
    if not chosen and not said:
        raise ValueError(_("nothing is answered here. Leave the row out."))
    return ticket, chosen, said


def _place(item: Item, cell: str) -> int:
    """An answer by its number, as on the sheet, or by its words."""
    names = [option.casefold() for option in item.options]
    if cell.isdecimal() and 1 <= int(cell[:4]) <= len(names) and len(cell) < 4:
        return int(cell) - 1
    if cell.casefold() in names:
        return names.index(cell.casefold())
    raise ValueError(
        _("“%(cell)s” is no answer to “%(question)s”: type 1 to %(most)d, or nothing.")
        % {"cell": cell[:30], "question": item.text, "most": len(names)}
    )


def _words(item: Item, cell: str) -> str:
    if len(cell) > LONGEST_WORDS:
        raise ValueError(
            _("%(number)d characters for “%(question)s”; at most %(most)d.")
            % {"number": len(cell), "question": item.text, "most": LONGEST_WORDS}
        )
    return cell
