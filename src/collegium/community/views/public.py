"""What strangers read: no sign-in, no script, no cookie, and nothing that its author has not put there."""

from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from collegium.community.atom import absolute, atom, title_of
from collegium.community.feed import shown_to_strangers
from collegium.community.models import Post, PublicPage, Tag, Topic
from collegium.community.views.finding import this_week
from collegium.files.views import as_answer
from collegium.kit.leafing import leaf

A_PAGE = 20
# What was taken back is gone by the next request, wherever a page was kept.
fresh = cache_control(public=True, no_cache=True)


def _rows(posts: "QuerySet[Post]", before: str = "") -> Any:
    found = leaf(posts, "at", A_PAGE, before)
    return found, shown_to_strangers([post.pk for post in found.rows])


def _page(request: HttpRequest, page: str, posts: "QuerySet[Post]", feed: str, **context: Any) -> HttpResponse:
    found, rows = _rows(posts, request.GET.get("before", ""))
    return render(
        request, f"community/web/{page}.html",
        {"rows": rows, "leaf": found, "feed": feed, "address": absolute(request.path), **context},
    )  # fmt: skip


def _atom(title: str, page: str, feed: str, posts: "QuerySet[Post]") -> HttpResponse:
    _leaf, rows = _rows(posts)
    return HttpResponse(atom(title, page, feed, rows), content_type="application/atom+xml; charset=utf-8")


def _everybody() -> "QuerySet[Post]":
    return Post.objects.public().filter(answers_to=None)


@require_safe
@fresh
def everything(request: HttpRequest) -> HttpResponse:
    feed = reverse("community:public-feed")
    return _page(request, "everything", _everybody(), feed, topic=this_week(), title=_("Teachers, in public"))


@require_safe
@fresh
def everything_feed(request: HttpRequest) -> HttpResponse:
    return _atom(_("Teachers, in public"), reverse("community:public"), request.path, _everybody())


def _person(slug: str) -> PublicPage:
    return get_object_or_404(PublicPage.objects.open_now().select_related("person"), slug=slug)


@require_safe
@fresh
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = _person(slug)
    feed = reverse("community:public-person-feed", args=[slug])
    return _page(request, "person", _everybody().filter(person=found.person_id), feed, found=found,
                 title=found.person.name)  # fmt: skip


@require_safe
@fresh
def person_feed(request: HttpRequest, slug: str) -> HttpResponse:
    found = _person(slug)
    return _atom(found.person.name, found.get_absolute_url(), request.path,
                 _everybody().filter(person=found.person_id))  # fmt: skip


def _topic(number: int) -> Topic:
    return get_object_or_404(Topic.objects.standing().filter(chosen_at__isnull=False), pk=number)


@require_safe
@fresh
def topic(request: HttpRequest, number: int) -> HttpResponse:
    found = _topic(number)
    feed = reverse("community:public-topic-feed", args=[number])
    return _page(request, "topic", _everybody().filter(topic=found), feed, found=found, title=found.question)


@require_safe
@fresh
def topic_feed(request: HttpRequest, number: int) -> HttpResponse:
    found = _topic(number)
    page = reverse("community:public-topic", args=[number])
    return _atom(found.question, page, request.path, _everybody().filter(topic=found))


def _about(word: str) -> "QuerySet[Post]":
    return _everybody().filter(pk__in=Tag.objects.filter(word=word.lower()[:40]).values("post"))


@require_safe
@fresh
def word(request: HttpRequest, word: str) -> HttpResponse:
    feed = reverse("community:public-word-feed", args=[word])
    return _page(request, "word", _about(word), feed, word=word.lower(), title=f"#{word.lower()}")


@require_safe
@fresh
def word_feed(request: HttpRequest, word: str) -> HttpResponse:
    return _atom(f"#{word.lower()}", reverse("community:public-word", args=[word]), request.path, _about(word))


def share_link(title: str, address: str) -> str:
    return f"https://bsky.app/intent/compose?text={quote(f'{title} {address}')}"


@require_safe
@fresh
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """What hangs on a public post, for as long as that is public; small, or whole if that is asked for."""
    known = Post.objects.public().filter(picture__isnull=False).select_related("picture")
    found = get_object_or_404(known, pk=number)
    assert found.picture is not None
    return as_answer(found.picture, small="whole" not in request.GET)


@require_safe
@fresh
def post(request: HttpRequest, number: int) -> HttpResponse:
    """One post with the answers of those who are on the web too. It may be sent on by a link, and by nothing else."""
    found = get_object_or_404(Post.objects.public(), pk=number)
    answers = Post.objects.public().filter(answers_to=found)
    said = leaf(answers, "at", A_PAGE, request.GET.get("before", ""))
    one, *rows = shown_to_strangers([found.pk, *[row.pk for row in said.rows[::-1]]])
    address, title = absolute(request.path), title_of(one)
    share = share_link(title, address)
    return render(
        request, "community/web/post.html",
        {"one": one, "rows": rows, "leaf": said, "address": address, "title": title, "share": share,
         "image": absolute(reverse("community:public-picture", args=[found.pk])) if found.picture_id else ""},
    )  # fmt: skip
