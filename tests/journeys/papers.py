"""What lies in a school's office: its staff list, and the answers that a form collected. Drawn with a fixed seed."""

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from openpyxl import Workbook

FORENAMES = ("Ada", "Bashir", "Carys", "Dylan", "Eilidh", "Faisal", "Gráinne", "Hugo", "Imani", "Jürgen", "Keira",
             "Lucjan", "Maeve", "Noor", "Olwen", "Piotr", "Róisín", "Samir")  # fmt: skip
SURNAMES = ("Abbott", "Bąk", "Cartwright-Jones", "Dhillon", "Evans", "Fernández", "Graves", "Huang", "Islam",
            "Jardine", "Kaur", "Lefèvre", "MacLeod", "Nwosu", "O’Hara", "Pugh", "Qureshi", "Rees")  # fmt: skip
DEPARTMENTS = ("English", "Maths", "Science", "Languages", "Humanities", "Arts", "PE")
HEADERS = ("Forename", "Legal surname", "Work e-mail", "Staff code", "Department", "Job title")
THEMES = ("Feedback that moves", "Questions worth asking", "Reading in every subject", "Calm beginnings")
FORM = ("Timestamp", "E-mail address", "First wish", "Second wish", "Third wish", "Would you lead a group?")


@dataclass(frozen=True)
class Colleague:
    forename: str
    surname: str
    email: str
    code: str
    department: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def row(self) -> list[str]:
        return [self.forename, self.surname, self.email, self.code, self.department, self.title]


DEPUTY = Colleague("Wilma", "Thorn", "w.thorn@hillside.example", "WTH", "Leadership", "Deputy head")
# A name that two colleagues bear: only the staff code and the address tell them apart.
NAMESAKE = Colleague("Ada", "Evans", "a.evans2@hillside.example", "AEV2", "Arts", "Teacher of Arts")


def staff(number: int = 90) -> list[Colleague]:
    """The deputy head and her colleagues, each name once but for one pair of namesakes."""
    dice = random.Random(1926)
    names = [(forename, surname) for forename in FORENAMES for surname in SURNAMES]
    dice.shuffle(names)
    names.remove(("Ada", "Evans"))
    drawn = [("Ada", "Evans"), *names[: number - 3]]
    return [DEPUTY, NAMESAKE, *(_colleague(place, *name) for place, name in enumerate(drawn))]


def _colleague(place: int, forename: str, surname: str) -> Colleague:
    department = DEPARTMENTS[place % len(DEPARTMENTS)]
    title = "Teaching assistant" if place % 11 == 7 else f"Teacher of {department}"
    return Colleague(forename, surname, f"c{place:02}@hillside.example", f"H{place:03}", department, title)


def bad_rows(colleagues: Sequence[Colleague]) -> list[list[str]]:
    """Rows as they are found in offices: no name, an address that is none, nothing to know them by, a twin."""
    return [
        ["", "", "room12@hillside.example", "R12", "", ""],
        ["Nell", "Underhill", "nell.underhill(at)hillside.example", "NUN", "Maths", "Teacher of Maths"],
        ["Otis", "Vale", "", "", "Science", "Technician"],
        replace(colleagues[5], forename="Somebody", surname="Else").row,
    ]


def answers(colleagues: Sequence[Colleague]) -> list[list[str]]:
    """A form's answers, one row each; the form was filled in a hurry, so addresses have capitals and spaces."""
    dice = random.Random(2026)
    rows = []
    for minute, one in enumerate(colleagues):
        wishes = sorted(THEMES, key=lambda theme: dice.random() * (1.6 if theme == THEMES[0] else 1.0), reverse=True)
        wishes[2] = wishes[2] if dice.random() < 0.7 else ""
        leads = "Yes, gladly" if dice.random() < 0.3 else "No"
        address = f" {one.email.title()} " if minute % 9 == 0 else one.email
        rows.append([f"2026-09-{8 + minute // 12:02} 16:{minute % 60:02}", address, *wishes[:3], leads])
    return rows


def as_csv(*rows: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows: Sequence[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(*rows: Sequence[str]) -> bytes:
    """As LibreOffice Calc writes it: empty cells counted, and a million empty rows below."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    body = "".join(
        f'<table:table-row table:style-name="ro1">{"".join(map(_cell, row))}'
        f'<table:table-cell table:number-columns-repeated="{1024 - len(row)}"/></table:table-row>'
        for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.3">'
        "<office:scripts/><office:automatic-styles/><office:body><office:spreadsheet><table:calculation-settings/>"
        '<table:table table:name="Sheet1" table:style-name="ta1">'
        '<table:table-column table:style-name="co1" table:number-columns-repeated="1024"/>'
        f"{body}"
        f'<table:table-row table:style-name="ro1" table:number-rows-repeated="{1048576 - len(rows)}">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        "</table:table><table:named-expressions/></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
            ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    return (
        '<table:table-cell office:value-type="string" table:style-name="ce1">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )
