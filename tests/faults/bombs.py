"""Small files and short texts that would grow without end, each given to what reads it, with a watch on it.

``python -m tests.faults.bombs NAME`` says what became of one: the words of a refusal or nothing, the megabytes, the
seconds of CPU.
"""

import io
import json
import os
import resource
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from struct import pack

import django


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = b'<worksheet xmlns="' + MAIN + b'"><sheetData>%s</sheetData></worksheet>'
SPACE = b"urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
OPEN = b'<o:content xmlns:o="' + SPACE % b"office" + b'" xmlns:table="' + SPACE % b"table" + b'">%s</o:content>'
ENDLESS = b'<table:table><table:table-row table:number-rows-repeated="99999999"/></table:table>'


def workbook(rows: bytes) -> bytes:
    from openpyxl import Workbook

    plain, out = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            archive.writestr(name, SHEET % rows if is_sheet else source.read(name))
    return out.getvalue()


def picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    lines = zlib.compress(b"\x00" * ((width // 8 + 1) * height), 9)
    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def table(content: bytes) -> None:
    from collegium.kit.tables import read_table

    read_table(io.BytesIO(content), "staff.xlsx")


def upload(content: bytes) -> None:
    from collegium.files.looking import look_at

    look_at(content)


def words(content: bytes) -> None:
    from collegium.kit.text import as_html

    as_html(content.decode())


def bomb(reads, make):
    return reads, make


BOMBS = {
    "xlsx of 200,000 rows of one cell": bomb(table, lambda: workbook(b"<row><c><v>1</v></c></row>" * 200_000)),
    "xlsx of three million cells": bomb(table, lambda: workbook(b"<row>" + b"<c/>" * 3_000_000 + b"</row>")),
    "xlsx with a far row": bomb(table, lambda: workbook(b'<row r="1048576"><c r="XFD1048576"/></row>' * 2)),
    "ods repeated": bomb(table, lambda: zipped(content_xml=OPEN % ENDLESS)),
    "csv of one line of eight megabytes": bomb(table, lambda: b"a," * 4_000_000),
    "csv of a quotation mark that never ends": bomb(table, lambda: b'name\n"' + b"a" * 8_000_000),
    "zip of a gigabyte": bomb(upload, lambda: zipped(word__document_xml=b"\x00" * 1_000_000_000)),
    "zip in a zip": bomb(upload, lambda: zipped(a=zipped(b=b"\x00" * 10_000_000))),
    "zip of fifty thousand names": bomb(upload, lambda: zipped(**{f"a{number}": b"" for number in range(50_000)})),
    "png of 60,000 by 60,000": bomb(upload, lambda: picture(60_000, 60_000)),
    "png of forty million pixels": bomb(upload, lambda: picture(8_000, 4_990)),
    "markdown of 10,000 quotes in quotes": bomb(words, lambda: ">" * 10_000 + " a"),
    "markdown of 10,000 lists in lists": bomb(words, lambda: "- " * 10_000 + "a"),
    "markdown of 20,000 asterisks": bomb(words, lambda: "*a **b " * 3_000),
    "markdown of 20,000 brackets": bomb(words, lambda: "[" * 10_000 + "](" * 5_000),
    "markdown of 20,000 backticks": bomb(words, lambda: "".join("`" * (n % 90) + " " for n in range(450))),
    "markdown with a table of 4,000 columns": bomb(words, lambda: "|a" * 4_000 + "\n" + "|-" * 4_000 + "\n|b"),
}  # fmt: skip


def made(make) -> bytes:
    """By another process, so that what it costs to make is not counted."""
    with tempfile.NamedTemporaryFile() as file:
        child = os.fork()
        if not child:
            content = make()
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os._exit(0)
        os.waitpid(child, 0)
        return Path(file.name).read_bytes()


def main(name: str) -> None:
    django.setup()
    from collegium.files.looking import Refused
    from collegium.kit.tables import UnreadableTable

    reads, make = BOMBS[name]
    content, said = made(make), ""
    before = resource.getrusage(resource.RUSAGE_SELF)
    try:
        reads(content)
    except (Refused, UnreadableTable) as refusal:
        said = str(refusal)
    after = resource.getrusage(resource.RUSAGE_SELF)
    sys.stdout.write(json.dumps({
        "said": said, "megabytes": after.ru_maxrss // 1024, "bytes": len(content),
        "seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
