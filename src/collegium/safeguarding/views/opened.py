"""What is open, for the two who may read it; and that it was, for the group.

Reading is written down before it is shown: the one place where looking at a page leaves a row, and says so.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.conversation.models import Thread
from collegium.files.views import as_answer
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.safeguarding import policies
from collegium.safeguarding import reading as open_parts
from collegium.safeguarding.models import Look, Opening, Over

KINDS = Look.Kind


@require_GET
@login_required
def opening(request: SignedIn, number: int) -> HttpResponse:
    """Who may read until when, and what was looked at: the same for the two and for the group."""
    found = get_object_or_404(_known(request), pk=number)
    at = clock.now()
    looks = Look.objects.visible_to(request.user).of([found])
    is_named = policies.may_end(request.user, found)
    titles = dict(Thread.objects.visible_to(request.user).filter(group=found.group).values_list("pk", "title"))
    return show(
        request, "safeguarding/opening.html", opening=found, asking=found.asking, is_named=is_named,
        is_going=found.is_going(at), is_told=found.tell_at <= at,
        may_read=Opening.objects.readable_by(request.user, at).filter(pk=found.pk).exists(),
        looks=[(look, titles.get(look.number, "") if look.kind == KINDS.THREAD else "") for look in looks],
    )  # fmt: skip


@acts
@login_required
def ending(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(_known(request), pk=number)
    ensure(policies.may_end(request.user, found))
    return once(request, lambda: found.end(by=request.user, at=clock.now()), found)


@require_GET
@login_required
def reading(request: SignedIn, number: int) -> HttpResponse:
    """What there is: the titles of it."""
    found = _looked_at(request, number, KINDS.LIST)
    return show(
        request, "safeguarding/reading.html", opening=found, meetings=open_parts.meetings_of(found.group),
        threads=open_parts.threads_of(found.group, request.user), files=open_parts.files_of(found.group),
    )  # fmt: skip


@require_GET
@login_required
def notes(request: SignedIn, number: int, part: int) -> HttpResponse:
    found, meeting = _part(request, number, part, KINDS.NOTES)
    written = [(note.item.title, note.by, as_html(note.text)) for note in open_parts.notes_of(meeting)]
    return show(request, "safeguarding/words.html", opening=found, day=meeting.local_start, words=written)


@require_GET
@login_required
def thread(request: SignedIn, number: int, part: int) -> HttpResponse:
    found, one = _part(request, number, part, KINDS.THREAD)
    said = [("", post.by, as_html(post.text)) for post in open_parts.posts_of(one)]
    return show(request, "safeguarding/words.html", opening=found, title=one.title, words=said)


@require_GET
@login_required
def file(request: SignedIn, number: int, part: int) -> HttpResponse:
    _found, one = _part(request, number, part, KINDS.FILE)
    return as_answer(one)


def _known(request: SignedIn) -> QuerySet[Opening]:
    known = Opening.objects.visible_to(request.user)
    return known.select_related("group", "asking__school", "asking__by", "asking__to")


def _readable(request: SignedIn, number: int) -> Opening:
    """Not there for anybody but the two, and for them no longer than it lasts."""
    open_now = Opening.objects.readable_by(request.user, clock.now())
    return get_object_or_404(open_now.select_related("group", "asking"), pk=number)


def _looked_at(request: SignedIn, number: int, kind: str, part: int = 0) -> Opening:
    found = _readable(request, number)
    try:
        found.look(request.user, kind, at=clock.now(), number=part)
    except Over as over:
        raise Http404(_("It is over.")) from over
    return found


def _part(request: SignedIn, number: int, part: int, kind: str) -> tuple[Opening, Any]:
    group = _readable(request, number).group
    there: dict[str, QuerySet[Any]] = {
        KINDS.NOTES: open_parts.meetings_of(group),
        KINDS.THREAD: open_parts.threads_of(group, request.user),
        KINDS.FILE: open_parts.files_of(group),
    }
    one = get_object_or_404(there[kind], pk=part)
    return _looked_at(request, number, kind, part), one
