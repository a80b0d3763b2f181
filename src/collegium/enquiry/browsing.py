"""Ideas as one leafs through them: flat rows, each with the words and addresses that its card shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from collegium.enquiry.lineage import figures
from collegium.enquiry.models import Idea
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.kit.leafing import Leaf, down_from, leaf_of, read_mark
from collegium.people.models import Person

A_PAGE = 30


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; nothing said is all of it."""

    words: str
    theme: str
    which: str

    @property
    def only_mine(self) -> bool:
        return self.which == "mine"

    @property
    def only_new(self) -> bool:
        return self.which == "new"


@dataclass(frozen=True)
class Card:
    """An idea in the list: how it goes, whose it is and what it is for. ``trying`` is empty on one's own."""

    title: str
    figures: str
    about: str
    url: str
    trying: str


def cards(person: Person, wanted: Wanted, before: str) -> tuple[list[Card], Leaf]:
    """The leaf of ideas from that mark on, newest first. One query."""
    mark = read_mark(before)
    asked = (person, wanted.theme or None, wanted.only_mine, wanted.only_new, *(mark or (None, None)))
    found = list(_matching(wanted.words, *asked)) if wanted.words else _ideas(*asked)
    leaf = leaf_of(found, "at", A_PAGE, is_first=mark is None)
    card, trying = reverse("enquiry:idea", args=[0]), reverse("enquiry:taking-up", args=[0])
    return [_card(row, person, card, trying) for row in leaf.rows], leaf


def _matching(
    words: str, person: Person, theme: str | None, only_mine: bool, only_new: bool, at: datetime | None,
    number: int | None,
) -> QuerySet[Idea, Any]:  # fmt: skip
    found: Any = Idea.objects.visible_to(person).standing().matching(words)
    if theme:
        found = found.filter(theme__title=theme)
    if only_mine:
        found = found.filter(person=person)
    if only_new:
        found = found.from_others(person)
    # Counted are the echoes of this leaf, not those of all ideas before the leaf is taken from them.
    leaf = Idea.objects.filter(pk__in=down_from(found, "at", A_PAGE, at, number).values("pk"))
    rows: QuerySet[Idea, Any] = leaf.with_figures().order_by("-at", "-pk").values_list(
        "pk", "at", "title", "subject", "ages", "person", "person__first_name", "person__last_name", "school__name",
        "theme__title", "tried", "kept", "changed", "dropped", "still_trying", named=True,
    )  # fmt: skip
    return rows


@written_once
def _ideas(
    person: Person, theme: str | None, only_mine: bool, only_new: bool, at: datetime | None, number: int | None
) -> QuerySet[Idea, Any]:
    return _matching("", person, theme, only_mine, only_new, at, number)


def _card(row: Any, reader: Person, card: str, trying: str) -> Card:
    name = f"{row.person__first_name} {row.person__last_name}".strip()
    whose = f"{name}, {row.school__name}" if row.school__name else name
    return Card(
        row.title, figures(row), " · ".join(filter(None, (whose, row.theme__title, row.subject, row.ages))),
        card.replace("/0/", f"/{row.pk}/"),
        "" if row.person == reader.pk else trying.replace("/0/", f"/{row.pk}/"),
    )  # fmt: skip


@written_once
def themes_of(person: Person) -> QuerySet[Idea, Any]:
    """The themes that there are ideas for."""
    found: Any = Idea.objects.visible_to(person).standing().filter(theme__isnull=False)
    themes: QuerySet[Idea, Any] = found.order_by().values_list("theme__title", flat=True).distinct()
    return themes


@written_once
def groups_of(person: Person) -> QuerySet[Group, Any]:
    """To which groups one may promise to try something: the last words of their addresses."""
    going = Group.objects.of_member(person).going()
    return going.order_by("title", "pk").values_list("slug", flat=True)
