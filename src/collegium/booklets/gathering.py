"""A booklet as plain values: everything that pages, web book and e-book say, in one order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from collegium.booklets.models import Booklet, Piece
from collegium.kit.tree import Node, as_tree
from collegium.outcomes.models import Part, Shown
from collegium.programmes.models import Aspect, Theme


@dataclass(frozen=True)
class Printed:
    """One piece as its readers have it. Give what it was gathered from with it."""

    number: int
    edition: int
    title: str
    authors: list[str]
    place: str
    year: str
    themes: list[str]
    aspects: list[str]
    parts: list[Part]
    address: str

    @property
    def pictures(self) -> list[Shown]:
        return [one for part in self.parts for one in part.pictures]


@dataclass(frozen=True)
class Chapter:
    """The pieces on one theme."""

    title: str
    pieces: list[Printed] = field(default_factory=list)


def chapters_of(booklet: Booklet) -> list[Chapter]:
    """Theme by theme, and in each by title. What has no theme comes last."""
    return _in_chapters(gather(booklet, booklet.standing()))


def gather(booklet: Booklet, pieces: Any) -> list[Printed]:
    """So many queries for one piece as for forty, but for the pictures: one for each piece."""
    found = pieces.select_related("report__edition", "report__group").prefetch_related(
        "report__edition__authors",
        Prefetch("report__themes", Theme.objects.order_by("title")),
        Prefetch("report__aspects", Aspect.objects.order_by("title")),
        "report__schools",
    )
    return [_printed(piece, booklet) for piece in found.order_by("report__edition__title", "pk")]


def _printed(piece: Piece, booklet: Booklet) -> Printed:
    report = piece.report
    edition = report.edition
    assert edition is not None
    schools = sorted(school.name for school in report.schools.all())
    return Printed(
        number=piece.pk, edition=edition.pk, title=edition.title, year=report.year, parts=edition.parts(),
        authors=[author.name for author in edition.authors_in_order], place=", ".join(schools),
        themes=[theme.title for theme in report.themes.all()], aspects=[one.title for one in report.aspects.all()],
        address=booklet.address + f"{piece.pk}/",
    )  # fmt: skip


def _in_chapters(pieces: Iterable[Printed]) -> list[Chapter]:
    found: dict[str, Chapter] = {}
    for piece in pieces:
        title = piece.themes[0] if piece.themes else ""
        found.setdefault(title, Chapter(title or _("And also"))).pieces.append(piece)
    if list(found) == [""]:
        return [Chapter(_("Pieces"), found[""].pieces)]
    return [found[title] for title in sorted(found, key=lambda title: (not title, title.casefold()))]


def index_of(chapters: list[Chapter]) -> list[tuple[str, list[tuple[str, list[Printed]]]]]:
    """By theme, and by aspect of practice: under each word the pieces, in the order of the book."""
    words: dict[str, dict[str, list[Printed]]] = {"themes": defaultdict(list), "aspects": defaultdict(list)}
    for piece in (one for chapter in chapters for one in chapter.pieces):
        for kind, found in words.items():
            for word in dict.fromkeys(getattr(piece, kind)):
                found[word].append(piece)
    titles = {"themes": _("By theme"), "aspects": _("By aspect of practice")}
    return [
        (titles[kind], sorted(found.items(), key=lambda one: one[0].casefold()))
        for kind, found in words.items() if found
    ]  # fmt: skip


def picture_name(shown: Shown) -> str:
    return f"picture-{shown.pk}.{shown.file.path.rpartition('.')[2]}"


def trees_of(piece: Printed) -> list[dict[str, Any]]:
    """Heading by heading, as the tree that pages and e-book set."""
    return [
        {"heading": part.heading, "kind": part.kind, "text": _without_top(as_tree(part.words)),
         "pictures": [{"name": picture_name(one), "alt": one.describes} for one in part.pictures]}
        for part in piece.parts
    ]  # fmt: skip


def _without_top(nodes: list[Node]) -> list[Node]:
    """A heading without a word is none: neither page nor e-book may have one."""
    return [node for node in nodes if node["is"] != "h" or node["in"]]
