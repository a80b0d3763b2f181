"""A group's talk: its threads, one of them, and one's own words in it."""

from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from collegium.conversation import policies
from collegium.conversation.forms import Mending, Opening, Said
from collegium.conversation.lines import lines_of, threads_in
from collegium.conversation.models import ChangedMeanwhile, Closed, Mention, Muted, Post, Thread
from collegium.conversation.models.thread import ThreadQuerySet
from collegium.groups.faces import Face, face
from collegium.groups.models import Group
from collegium.groups.views.finding import find_own
from collegium.kit import clock
from collegium.kit.asking import hung_on, written_once
from collegium.kit.leafing import down_from, leaf_of, read_mark
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, numbered, show, the_one
from collegium.meetings.models import Meeting
from collegium.people.models import Person

# As many as are read in one go.
POSTS = 100
SPACE = ("group__approach", "group__theme", "group__conclusion")
ENDED = gettext_lazy(
    "The group has ended meanwhile: its talk can be read, and nothing is added. Copy your words if you need them."
)


def find(request: SignedIn, number: int) -> Thread:
    return the_one(_numbered(number, request.user))


@written_once
def _numbered(number: int, person: Person) -> ThreadQuerySet:
    return Thread.objects.visible_to(person).filter(pk=number).select_related(*SPACE, "meeting")


def find_post(request: SignedIn, number: int) -> Post:
    known = Post.objects.visible_to(request.user).select_related("thread__group__approach", "thread__group__theme")
    return get_object_or_404(known, pk=number)


def others_in(seen: Face) -> list[tuple[int, str]]:
    """Whom a member may name: the rest of the group."""
    return sorted(
        ((one.person_id, one.person.name) for one in seen.members if one.person_id != seen.person.pk),
        key=lambda choice: choice[1],
    )


@login_required
def talk(request: SignedIn, slug: str) -> HttpResponse:
    """The group's threads: thinking apart from arrangements, where something was said last on top."""
    group = find_own(request, slug)
    words, kind = request.GET.get("words", "").strip()[:100], request.GET.get("kind", "")
    mark, wanted = read_mark(request.GET.get("before", "")), kind if kind in Thread.Kind.values else None
    seen, found = face(group, request.user), threads_in(group, request.user, wanted, mark, words)
    return show(
        request, "conversation/talk.html", group=group, face=seen, tab="talk", words=words,
        kind=kind, kinds=Thread.Kind.choices, query=urlencode({"words": words, "kind": kind}) + "&",
        leaf=found, lines=lines_of(found.rows, seen.zone), is_quiet=Muted.objects.has(request.user, group),
    )  # fmt: skip


@login_required
def new(request: SignedIn, slug: str) -> HttpResponse:
    """The page on which a thread begins. Opened from a meeting, it is about that."""
    group = find_own(request, slug)
    ensure(policies.may_open(request.user, group))
    kind = request.GET.get("kind", Thread.Kind.THINKING)
    initial = {"kind": kind, "title": request.GET.get("about", "").strip()[:150]}
    seen = face(group, request.user)
    return new_page(request, seen, Opening(others=others_in(seen), initial=initial), about(request, group))


def new_page(
    request: SignedIn, seen: Face, form: Opening, meeting: Meeting | None, *, status: int = 200
) -> HttpResponse:
    return show(
        request, "conversation/new.html", status=status, group=seen.group, face=seen, tab="talk", form=form,
        meeting=meeting,
    )  # fmt: skip


def about(request: SignedIn, group: Group) -> Meeting | None:
    number = (request.POST or request.GET).get("meeting", "")
    meetings = Meeting.objects.visible_to(request.user).filter(group=group)
    return meetings.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None


@login_required
@acts
def opening(request: SignedIn, slug: str) -> HttpResponse:
    group = find_own(request, slug)
    ensure(policies.may_open(request.user, group))
    seen, at = face(group, request.user), clock.now()
    form, meeting = Opening(request.POST, others=others_in(seen)), about(request, group)
    if not form.is_valid():
        return new_page(request, seen, form, meeting, status=422)
    try:
        return once(request, lambda: Thread.open(group, by=request.user, at=at, meeting=meeting, **form.cleaned_data))
    except Closed:
        form.add_error("text", ENDED)
        return new_page(request, seen, form, meeting, status=422)


@login_required
def thread(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    seen = face(found.group, request.user)
    return thread_page(request, found, seen, Said(others=others_in(seen)))


def thread_page(request: SignedIn, found: Thread, seen: Face, form: Said, *, status: int = 200) -> HttpResponse:
    """The thread in the order of its words. A long one opens where it was said last."""
    mark = read_mark(request.GET.get("before", ""))
    said = leaf_of(_posts(found, *(mark or (None, None))), "at", POSTS, is_first=mark is None)
    some = any(post.has_mentions for post in said.rows)
    mentions = _mentions(found, said.rows[-1].at, said.rows[0].at) if some else []
    hung_on(said.rows, "mentions", mentions, by="post_id")
    wall, change = ZoneInfo(seen.zone), numbered("conversation:post")
    for post in said.rows:
        post.thread, post.html = found, as_html(post.text)
        local = post.at.astimezone(wall)
        post.moment, post.when = local.isoformat(timespec="minutes"), date_format(local, "j F, H:i")
        post.change = change(post.pk) if post.by_id == request.user.pk and not post.taken_back_at else ""
    return show(
        request, "conversation/thread.html", status=status, group=found.group, face=seen, tab="talk", thread=found,
        leaf=said, posts=said.rows[::-1], form=form, may_say=seen.is_going,
        may_sort=seen.is_going and (found.opened_by_id == request.user.pk or seen.i_coordinate),
        other_kind=_other(found),
    )  # fmt: skip


@written_once
def _posts(found: Thread, at: datetime | None, number: int | None) -> QuerySet[Post]:
    named = Exists(Mention.objects.filter(post=OuterRef("pk")))
    said = Post.objects.filter(thread=found).select_related("by").annotate(has_mentions=named)
    return down_from(said, "at", POSTS, at, number)


@written_once
def _mentions(found: Thread, first: datetime, last: datetime) -> QuerySet[Mention]:
    of_these = Mention.objects.filter(post__thread=found, post__at__gte=first, post__at__lte=last)
    return of_these.select_related("person").order_by("pk")


def _other(found: Thread) -> Thread.Kind:
    return Thread.Kind.ARRANGING if found.kind == Thread.Kind.THINKING else Thread.Kind.THINKING


@login_required
@acts
def saying(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    ensure(policies.may_say(request.user, found))
    seen, at = face(found.group, request.user), clock.now()
    form = Said(request.POST, others=others_in(seen))
    if not form.is_valid():
        return thread_page(request, found, seen, form, status=422)
    try:
        return once(request, lambda: found.say(by=request.user, at=at, **form.cleaned_data))
    except Closed:
        form.add_error("text", ENDED)
        return thread_page(request, found, seen, form, status=422)


@login_required
@acts
def sorting(request: SignedIn, number: int) -> HttpResponse:
    """To the other kind."""
    found, at = find(request, number), clock.now()
    ensure(policies.may_sort(request.user, found))
    kind = request.POST.get("kind", "")
    kind = kind if kind in Thread.Kind.values else found.kind
    return once(request, lambda: found.sort_under(kind, by=request.user, at=at), found)


@login_required
def post(request: SignedIn, number: int) -> HttpResponse:
    """One's own words, to mend or to take back."""
    found = find_post(request, number)
    ensure(policies.may_take_back(request.user, found))
    return post_page(request, found, Mending(initial={"text": found.text, "seen": found.version}))


def post_page(request: SignedIn, found: Post, form: Mending, *, status: int = 200, now: str = "") -> HttpResponse:
    return show(
        request, "conversation/post.html", status=status, post=found, thread=found.thread, form=form, stands=now,
        may_mend=policies.may_mend(request.user, found),
    )  # fmt: skip


@login_required
@acts
def words(request: SignedIn, number: int) -> HttpResponse:
    found = find_post(request, number)
    ensure(policies.may_mend(request.user, found))
    form, at = Mending(request.POST), clock.now()
    if not form.is_valid():
        return post_page(request, found, form, status=422)
    try:
        return once(request, lambda: found.mend(**form.cleaned_data, by=request.user, at=at), found)
    except ChangedMeanwhile:
        found.refresh_from_db()
        again = Mending({"text": form.cleaned_data["text"], "seen": found.version})
        return post_page(request, found, again, status=409, now=found.text)


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_post(request, number), clock.now()
    ensure(policies.may_take_back(request.user, found))
    return once(request, lambda: found.take_back(by=request.user, at=at), found.thread)


@login_required
@acts
def setting_aside(request: SignedIn, number: int) -> HttpResponse:
    """It leaves my Today."""
    known = Mention.objects.filter(post__in=Post.objects.visible_to(request.user), person=request.user)
    mention, at = get_object_or_404(known, post=number), clock.now()
    return once(request, lambda: mention.set_aside(at=at), "/")


@login_required
@acts
def quiet(request: SignedIn, slug: str) -> HttpResponse:
    """This group's talk comes in my weekly letter, or does not."""
    group, at = find_own(request, slug), clock.now()
    deed = Muted.mute if request.POST.get("quiet") else Muted.unmute
    return once(request, lambda: deed(group, by=request.user, at=at), reverse("conversation:talk", args=[group.slug]))
