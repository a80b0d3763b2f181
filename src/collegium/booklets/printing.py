"""The booklet on paper: pages of A5, and the same two on a sheet of A4 to fold and staple."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collegium.booklets.gathering import Chapter, index_of, picture_name, trees_of
from collegium.booklets.imposing import saddle_stitch
from collegium.booklets.models import Booklet
from collegium.kit.tree import as_tree
from collegium.kit.typesetting import count_pages, typeset

TEMPLATES = Path(__file__).parent / "typst"


def language() -> str:
    return (get_language() or "en")[:2]


def as_pages(booklet: Booklet, chapters: list[Chapter], *, at: datetime) -> bytes:
    """One A5 page after another, tagged."""
    pieces = [piece for chapter in chapters for piece in chapter.pieces]
    pictures = {picture_name(one): one.file.content() for piece in pieces for one in piece.pictures}
    return typeset(
        "booklet.typ", told(booklet, chapters, at=at), title=booklet.title, language=language(), at=at,
        pictures=pictures, templates=[TEMPLATES / "booklet.typ"],
    )  # fmt: skip


def as_sheets(pages: bytes, *, title: str, at: datetime) -> tuple[bytes, int]:
    """Two pages on each side of A4, in the order for folding; and how many pages there are.

    These sheets are for a printer, not for reading: they are not tagged.
    """
    count = count_pages(pages)
    return typeset(
        "sheets.typ", {"sides": saddle_stitch(count)}, title=title, language=language(), at=at, tagged=False,
        pictures={"book.pdf": pages}, templates=[TEMPLATES / "sheets.typ"],
    ), count  # fmt: skip


def told(booklet: Booklet, chapters: list[Chapter], *, at: datetime) -> dict[str, Any]:
    authors = sorted({name for chapter in chapters for piece in chapter.pieces for name in piece.authors})
    return {
        "subtitle": booklet.subtitle, "school": booklet.school.name, "year": booklet.year, "colour": booklet.colour,
        "author": authors[:200], "about": booklet.subtitle or booklet.title, "address": booklet.address,
        "preface": as_tree(booklet.preface), "licence": str(booklet.get_licence_display()),
        "made": date_format(at, "j F Y"), "words": words(),
        "chapters": [
            {"title": chapter.title, "pieces": [
                {"number": piece.number, "title": piece.title, "authors": ", ".join(piece.authors),
                 "place": piece.place, "year": piece.year, "aspects": piece.aspects, "address": piece.address,
                 "parts": trees_of(piece)}
                for piece in chapter.pieces
            ]}
            for chapter in chapters
        ],
        "index": [
            {"title": title, "words": [
                {"word": word, "pieces": [{"number": piece.number, "title": piece.title} for piece in pieces]}
                for word, pieces in found
            ]}
            for title, found in index_of(chapters)
        ],
    }  # fmt: skip


def words() -> dict[str, str]:
    return {
        "contents": _("Contents"), "preface": _("Before you read"), "index": _("Index"),
        "consent": _("Each author said yes to this edition. A piece that is taken back is in no copy that is fetched "
                     "after that."),
        "online": _("This booklet on screen"), "piece_online": _("This piece on screen"), "licence": _("Licence"),
        "made": _("Made on"), "page": _("page"),
    }  # fmt: skip
