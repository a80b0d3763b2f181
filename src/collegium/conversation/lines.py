"""A group's threads, a line for each: fifty of them are read as plain rows, and put into words once."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.conversation.models import Thread
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.kit.leafing import Leaf, down_from, leaf_of
from collegium.kit.web import numbered
from collegium.people.models import Person

# As many as are read in one go.
THREADS = 50
Mark = tuple[datetime, int] | None


class Said(NamedTuple):
    """What is known of a thread before it is opened."""

    pk: int
    title: str
    kind: str
    last_at: datetime
    posts: int
    by: str


class Line(NamedTuple):
    """The same as it is read."""

    url: str
    title: str
    about: str
    kind: str
    tone: str


def threads_in(group: Group, person: Person, kind: str | None, mark: Mark, words: str = "") -> Leaf:
    """From that mark backwards those of one kind, or all; with words only those in which somebody said them."""
    asked = (group, person, kind, *(mark or (None, None)))
    found = list(_saying(words, *asked)) if words else _threads(*asked)
    return leaf_of([Said(*one) for one in found], "last_at", THREADS, is_first=mark is None)


def lines_of(threads: list[Said], zone: str) -> list[Line]:
    """With their days on the wall of this time zone."""
    kinds, wall = {value: str(word) for value, word in Thread.Kind.choices}, ZoneInfo(zone)
    days = {one.pk: one.last_at.astimezone(wall).date() for one in threads}
    address = numbered("conversation:thread")
    written = {day: date_format(day, "j F") for day in set(days.values())}
    return [
        Line(
            address(one.pk), one.title, _about(one, written[days[one.pk]]),
            kinds[one.kind], "" if one.kind == Thread.Kind.ARRANGING else "theme",
        ) for one in threads
    ]  # fmt: skip


def _about(one: Said, day: str) -> str:
    posts = ngettext("%(n)s post", "%(n)s posts", one.posts) % {"n": one.posts}
    begun = _("begun by %(who)s, last words %(day)s") % {"who": one.by, "day": day}
    return f"{posts} · {begun}"


def _saying(
    words: str, group: Group, person: Person, kind: str | None, at: datetime | None, number: int | None
) -> QuerySet[Thread, Any]:
    known = Thread.objects.visible_to(person).filter(group=group).saying(words)
    threads = known if kind is None else known.filter(kind=kind)
    # The posts of these, and not of all that the group ever said.
    leaf = Thread.objects.filter(pk__in=down_from(threads, "last_at", THREADS, at, number).values("pk"))
    posts = Count("posts", filter=Q(posts__taken_back_at=None))
    said = leaf.annotate(said=posts, by=F("opened_by__first_name")).order_by("-last_at", "-pk")
    return said.values_list("pk", "title", "kind", "last_at", "said", "by")


@written_once
def _threads(
    group: Group, person: Person, kind: str | None, at: datetime | None, number: int | None
) -> QuerySet[Thread, Any]:
    return _saying("", group, person, kind, at, number)
