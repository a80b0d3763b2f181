"""What is new for somebody: a page of the newest posts that reach them, at the same cost however many there are.

Whom a post reaches is one of a few streams: a school's, a network's, everybody's. Each is read from its newest end
by an index of its own, and the newest of all are one page. One query over everything would look through a million
rows for a reader whom few of them reach.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from collegium.community.models import Post, Width
from collegium.community.models.post import CommunityPostQuerySet
from collegium.community.words import as_post
from collegium.kit.leafing import mark_of, read_mark
from collegium.people.models import Network, Person

A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """A post on a page, with the words it passes on if the reader may read those."""

    post: Post
    html: SafeString
    passed_on: "Shown | None" = None
    answers: int = 0

    @property
    def is_lost(self) -> bool:
        """It passed on something that is no longer there for this reader."""
        return self.post.passes_on_id is not None and self.passed_on is None


@dataclass(frozen=True)
class Page:
    """Rows, newest first. ``older`` marks where the next page begins; empty on the last."""

    rows: Sequence[Shown] = field(default_factory=list)
    older: str = ""
    is_first: bool = True


def feed(reader: Person, before: str = "", size: int = A_PAGE) -> Page:
    """The newest that reaches this reader."""
    return _merged(_streams(reader), reader, before, size)


def waiting(reader: Person, before: str = "", size: int = A_PAGE) -> Page:
    """The newest questions that nobody has answered."""
    return _merged((stream.waiting() for stream in _streams(reader)), reader, before, size)


def followed(reader: Person, at: datetime, before: str = "", size: int = A_PAGE) -> Page:
    """The newest of whom and what this reader follows."""
    known = Post.objects.visible_to(reader).in_the_feed()
    return _merged((known.by_those_followed(reader, at), known.with_words_followed(reader, at)), reader, before, size)


def page_of(rows: "QuerySet[Post]", reader: Person, before: str = "", size: int = A_PAGE) -> Page:
    """The newest of some rows: one person's, one topic's, what has one word."""
    mark = read_mark(before)
    found = _after(rows, mark).order_by("-at", "-id").values_list("at", "id")[: size + 1]
    return _page(reader, list(found), size, is_first=mark is None)


def _merged(streams: Iterable["QuerySet[Post]"], reader: Person, before: str, size: int) -> Page:
    mark = read_mark(before)
    newest: set[tuple[datetime, int]] = set()
    for stream in streams:
        newest.update(_after(stream, mark).order_by("-at", "-id").values_list("at", "id")[: size + 1])
    return _page(reader, nlargest(size + 1, newest), size, is_first=mark is None)


def _streams(reader: Person) -> Iterable["CommunityPostQuerySet"]:
    here = list(reader.schools_now().order_by("pk").values_list("pk", flat=True))
    posts = Post.objects.in_the_feed()
    yield posts.filter(width=Width.PUBLIC)
    if here:
        yield posts.filter(width=Width.HERE)
    for school in here:
        yield posts.filter(school=school)
    for network in Network.objects.filter(schools__in=here).distinct().order_by("pk").values_list("pk", flat=True):
        yield posts.filter(network=network)


def _after(rows: "QuerySet[Post]", mark: tuple[datetime, int] | None) -> "QuerySet[Post]":
    if mark is None:
        return rows
    at, pk = mark
    return rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)


def _page(reader: Person, found: list[tuple[datetime, int]], size: int, *, is_first: bool) -> Page:
    shown = shown_to(reader, [pk for _at, pk in found[:size]])
    older = mark_of(*found[size - 1]) if len(found) > size else ""
    return Page(shown, older, is_first)


def shown_to(reader: Person, numbers: Sequence[int]) -> list[Shown]:
    """These posts in this order, as far as the reader may know of them. Two queries."""
    rows = with_authors(Post.objects.visible_to(reader).standing().filter(pk__in=numbers), reader)
    originals = with_authors(Post.objects.visible_to(reader).standing(), reader)
    return _dressed(rows, originals, numbers, "community:word")


def shown_to_strangers(numbers: Sequence[int]) -> list[Shown]:
    """What of these is on the web."""
    public = Post.objects.public()
    return _dressed(
        with_authors(public.filter(pk__in=numbers)), with_authors(public), numbers, "community:public-word"
    )


def _dressed(
    rows: "QuerySet[Post]", originals: "QuerySet[Post]", numbers: Sequence[int], tag_page: str
) -> list[Shown]:
    posts = {post.pk: post for post in rows}
    wanted = [post.passes_on_id for post in posts.values() if post.passes_on_id]
    passed = {one.pk: one for one in originals.filter(pk__in=wanted)}
    return [_shown(posts[pk], passed, tag_page) for pk in numbers if pk in posts]


def _shown(post: Post, passed: dict[int, Post], tag_page: str) -> Shown:
    original = passed.get(post.passes_on_id) if post.passes_on_id else None
    inner = Shown(original, as_post(original.text, tag_page)) if original else None
    return Shown(post, as_post(post.text, tag_page), inner, post.n_answers)  # type: ignore[attr-defined]


def with_authors(posts: "QuerySet[Post]", reader: Person | None = None) -> "QuerySet[Post]":
    """With whoever wrote it and where they work, and how many answers this reader would find."""
    known = Post.objects.visible_to(reader).standing() if reader else Post.objects.public()
    answers = known.filter(answers_to=OuterRef("pk")).order_by().values("answers_to").annotate(n=Count("pk"))
    return posts.select_related("person__public_page", "home", "topic", "picture").annotate(
        n_answers=Coalesce(Subquery(answers.values("n")), 0)
    )
