"""Tables in and out: what a school's office saved from a spreadsheet, and what it can open in one."""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from collegium.kit.sheets import MOST_ROWS, TooLarge, ods_rows, xlsx_rows
from collegium.kit.text import as_cell, from_cell

MOST_BYTES = 8 * 1024 * 1024
SEPARATORS = ",;\t|"


class UnreadableTable(ValueError):
    """A file that we cannot read, in one sentence that names what is wrong and the way to mend it."""


def unreadable(name: str, why: str) -> UnreadableTable:
    return UnreadableTable(f"“{name}”: {why}")


@dataclass(frozen=True)
class Table:
    """What a file holds, every cell as the text that a person sees. ``numbers`` are the rows as the file counts."""

    columns: list[str]
    rows: list[list[str]]
    numbers: list[int] = field(default_factory=list)


def read_table(
    file: BinaryIO, name: str, *, most_rows: int = 12_000, most_columns: int = 60, most_bytes: int = MOST_BYTES
) -> Table:
    """CSV in any usual encoding and separator, XLSX or ODS, told apart by what is in it and not by its name."""
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise unreadable(
            name,
            _("This file is larger than %(most)d MB. Save the list alone, without pictures, and choose it again.")
            % {"most": most_bytes // 1024 // 1024},
        )
    try:
        return _table(_rows(content, name, most_rows * most_columns), name, most_rows, most_columns)
    except TooLarge as error:
        raise unreadable(
            name, _("This file holds far more cells than a list needs. Copy the rows into a new sheet and save that.")
        ) from error


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """For every spreadsheet: UTF-8 that says so, and no cell that calculates."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([as_cell(column) for column in columns])
    writer.writerows([as_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> bytes:
    """A sheet with its header in bold, its first row standing still, and no cell that calculates."""
    # openpyxl loads numpy where there is one: 30 MB that a web process need not carry.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or None)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[_letters(number)].width = min(max(len(column) + 4, 14), 40)
    header = [WriteOnlyCell(sheet, str(_clean_out(column))) for column in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_clean_out(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(content: bytes, name: str, most_cells: int) -> Iterator[list[str]]:
    """The rows of the file, whatever kind it is."""
    if content.startswith(b"PK\x03\x04"):
        return _sheet_rows(content, name, most_cells)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable(name, _("This is an old or locked Excel file. Save it as XLSX or CSV, without a password."))
    if content.lstrip()[:5].lower() in {b"%pdf-", b"<html", b"<!doc", b"<?xml", b"<tabl"}:
        raise unreadable(
            name, _("This is not a list that we can read. Open it in a spreadsheet and save it as XLSX.")
        )
    return _csv_rows(_decoded(content, name), name)


def _sheet_rows(content: bytes, name: str, most_cells: int) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = set(archive.namelist())
            if "content.xml" in inside:
                yield from ods_rows(archive, most_cells)
                return
        if "xl/workbook.xml" in inside:
            yield from xlsx_rows(content, most_cells)
            return
    except (TooLarge, UnreadableTable):
        raise
    except Exception as error:  # what a damaged workbook raises is anybody's guess
        raise unreadable(name, _("The file is damaged. Open it in a spreadsheet and save it again.")) from error
    raise unreadable(name, _("This is not a spreadsheet. Save the list as XLSX, ODS or CSV."))


def _decoded(content: bytes, name: str) -> str:
    """The text of a CSV file. Excel writes UTF-8 with a mark, UTF-16 with a mark, or the old western letters."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise unreadable(name, _("We cannot make out the letters. Save it as “CSV UTF-8” or as XLSX."))


def _csv_rows(text: str, name: str) -> Iterator[list[str]]:
    # Excel writes the separator into a first line of its own when asked to.
    if found := re.match(r"sep=(.)\r?\n", text):
        separator, text = found[1], "\n" + text[found.end() :]
    else:
        separator = _separator(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise unreadable(
            name, _("A quotation mark never ends, or a cell is too long. Mend it in a spreadsheet.")
        ) from error


def _separator(text: str) -> str:
    """The sign that cuts the most of the first rows into the same number of cells."""

    def evenness(separator: str) -> tuple[int, int]:
        head = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
        widths = Counter(len(row) for row in islice(head, 20) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(SEPARATORS, key=evenness)


def _table(rows: Iterable[list[str]], name: str, most_rows: int, most_columns: int) -> Table:
    numbered: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise TooLarge
        cells = [_clean_in(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(numbered) > most_rows:
            raise unreadable(
                name,
                _("There are more than %(most)d rows. Cut the list in two and bring one after the other.")
                % {"most": most_rows},
            )
        if len(cells) > most_columns:
            raise unreadable(
                name,
                _("There are more than %(most)d columns. Leave out those that are not about staff.")
                % {"most": most_columns},
            )
        numbered.append((number, cells))
    if not numbered:
        raise unreadable(name, _("This file is empty. Choose the one with the list in it."))
    return _with_header(numbered)


def _with_header(numbered: list[tuple[int, list[str]]]) -> Table:
    """The header is the first row that is about as wide as the list: office systems print a title above it."""
    widest = max(sum(map(bool, cells)) for _number, cells in numbered[:20])
    start = next(n for n, (_number, cells) in enumerate(numbered) if sum(map(bool, cells)) * 2 >= widest)
    width = max(len(cells) for _number, cells in numbered[start:])
    body = numbered[start + 1 :]
    return Table(
        columns=_names(numbered[start][1], width),
        rows=[cells + [""] * (width - len(cells)) for _number, cells in body],
        numbers=[number for number, _cells in body],
    )


def _names(header: list[str], width: int) -> list[str]:
    """A name for each column, no two alike."""
    names: list[str] = []
    for position in range(width):
        wanted = (header[position] if position < len(header) else "") or _("Column %(number)d") % {
            "number": position + 1
        }
        name, again = wanted, 2
        while name in names:
            name, again = f"{wanted} ({again})", again + 1
        names.append(name)
    return names


_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def _clean_in(cell: str) -> str:
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", cell)) if not cell.isascii() else _UNSEEN.sub("", cell)
    return from_cell(text.strip())


def _clean_out(cell: object) -> object:
    return as_cell(_UNSEEN.sub("", cell)[:32_000]) if isinstance(cell, str) else cell


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)
