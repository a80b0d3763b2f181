"""The rows of a spreadsheet as text, without letting a small file grow into a large one."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import repeat
from typing import Any
from xml.etree import ElementTree

# A list of 12,000 staff is about 12 MB unpacked; 64 leaves room for what an office system adds.
MOST_UNPACKED = 64 * 1024 * 1024
# Empty rows included: further down nobody keeps a list.
MOST_ROWS = 100_000
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si|table-cell|p)[ />]")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class TooLarge(ValueError):
    """More inside than a list of people can need."""


def xlsx_rows(content: bytes, most_cells: int) -> Iterator[list[str]]:
    """The first sheet that shows and has something in it."""
    # It loads numpy where there is one: 30 MB that a web process carries only once somebody brings a list.
    from openpyxl import load_workbook  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _weigh(archive, most_cells)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of formats and rules that a list does not need
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = (_row(row) for row in sheet.iter_rows(max_col=100))
                if sheet.sheet_state == "visible" and (start := _start(rows)):
                    yield from start
                    yield from rows
                    return
        finally:
            book.close()


def ods_rows(archive: zipfile.ZipFile, most_cells: int) -> Iterator[list[str]]:
    """The first sheet that has something in it."""
    _weigh(archive, most_cells)
    empty = 0
    found = False
    with archive.open("content.xml") as file:
        for _event, element in ElementTree.iterparse(file):  # noqa: S314  weighed, and without declarations
            if element.tag == f"{_TABLE}table-row":
                row, times = _ods_row(element), int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                element.clear()
                # Empty rows are repeated to the end of the sheet: they count once something follows.
                if not row:
                    empty += times
                    continue
                found = True
                yield from repeat([], empty)
                yield from repeat(row, times)
                empty = 0
            elif element.tag == f"{_TABLE}table" and found:
                return
            elif element.tag == f"{_TABLE}table":
                empty = 0


def _start(rows: Iterator[list[str]]) -> list[list[str]]:
    """The rows up to the first that has something in it; none if the sheet is empty."""
    start: list[list[str]] = []
    for row in rows:
        start.append(row)
        if any(row):
            return start
        if len(start) > MOST_ROWS:
            raise TooLarge
    return []


def _weigh(archive: zipfile.ZipFile, most_cells: int) -> None:
    """Before anything is unpacked into memory: how much is there, and does it declare words of its own?"""
    members = [member for member in archive.infolist() if member.filename.endswith(".xml")]
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise TooLarge
    cells = 0
    for member in members:
        with archive.open(member) as file:
            while chunk := file.read(1 << 20):
                cells += len(_CELL.findall(chunk))
                if cells > 3 * most_cells or b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                    raise TooLarge


def _row(cells: Sequence[Any]) -> list[str]:
    """The cells up to the last that has something in it."""
    last = len(cells)
    while last and cells[last - 1].value is None:
        last -= 1
    return [_shown(cell) for cell in cells[:last]]


def _shown(cell: Any) -> str:
    """What the person sees in the cell: 007 stays 007, a date is a date."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return _number(value, cell.number_format) if isinstance(value, int | float) else str(value)


def _number(value: float, shape: str) -> str:
    whole = str(int(value)) if float(value).is_integer() else f"{value:.15g}"
    return whole.zfill(len(shape)) if shape and set(shape) == {"0"} else whole


def _ods_row(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        again = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), 100)
        cells += [_ods_cell(cell)] * again
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _ods_cell(cell: ElementTree.Element) -> str:
    if day := cell.get(f"{_OFFICE}date-value"):
        return day.removesuffix("T00:00:00")[:16].replace("T", " ")
    return "\n".join(_ods_text(part) for part in cell if part.tag == f"{_TEXT}p")


def _ods_text(part: ElementTree.Element) -> str:
    """The words of a paragraph; its spaces and line breaks are elements of their own."""
    text = part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            text += " " * min(int(child.get(f"{_TEXT}c", "1")), 1_000)
        elif child.tag == f"{_TEXT}line-break":
            text += "\n"
        elif child.tag != f"{_OFFICE}annotation":
            text += _ods_text(child)
        text += child.tail or ""
    return text
