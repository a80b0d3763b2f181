"""The notes of a visit: written on the phone, given, owned, shown to whom both name, deleted."""

import json
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collegium.groups.models import Membership
from collegium.kit import clock, offline
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.visits import letters, policies
from collegium.visits.models import Given, NotOfTheGroup, Record, Visit
from collegium.visits.models.record import LONGEST_NOTE, MOST_NOTES
from collegium.visits.showing import row_of
from collegium.visits.views.finding import find_record, find_showing, find_visit

# So much one device may send at once.
MOST_BYTES = 600_000


@login_required
def notes(request: SignedIn, number: int) -> HttpResponse:
    """The page for the back of the classroom. What is written there is on the device before it is anywhere else."""
    visit = find_visit(request, number)
    ensure(visit.is_mine(request.user))
    record = getattr(visit, "record", None)
    if record and (record.given_at or record.deleted_at):
        return redirect("visits:record" if not record.deleted_at else "visits:visit", number)
    ensure(policies.may_write_notes(request.user, visit))
    return _show_notes(request, visit, record)


def without_network(request: HttpRequest) -> HttpResponse:
    """The empty page for notes, which devices keep for classrooms without a network. Nothing on it is anybody's."""
    return show(request, "visits/without_network.html")


def offline_script(request: HttpRequest) -> HttpResponse:
    """The part of the browser that keeps it."""
    return offline.offline_script(
        request, name="notes", page=reverse("visits:without-network"), instead_of=r"/\d+/notes/$",
        files=["visits/notes.js"],
    )  # fmt: skip


@login_required
@require_POST
def keeping(request: SignedIn, number: int) -> HttpResponse:
    """What the device has written, in any order and as often as it likes; without a script, one line at a time.

    It may be said again and again, so it needs no key of its own: every note carries one.
    """
    visit = find_visit(request, number)
    if not policies.may_write_notes(request.user, visit):
        raise PermissionDenied
    record = Record.objects.of(visit)
    if "device" not in request.POST:
        return _keep_typed(request, visit, record)
    try:
        sent = _read(request.POST["device"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return JsonResponse({"trouble": _("This could not be read.")}, status=422)
    try:
        record.keep(**sent)
    except Given:
        return JsonResponse({"trouble": _("The notes have been given.")}, status=409)
    return JsonResponse(_state(record))


@acts
@login_required
def giving(request: SignedIn, number: int) -> HttpResponse:
    """From now on the notes are the visited teacher's."""
    visit = find_visit(request, number)
    ensure(policies.may_write_notes(request.user, visit))
    at = clock.now()

    def give() -> None:
        Record.objects.of(visit).give(by=request.user, at=at)
        letters.given(visit, at=at)

    response = once(request, give, lambda _nothing: reverse("visits:visit", args=[visit.pk]))
    messages.success(request, _("Given. They belong to %(name)s now.") % {"name": visit.visited.first_name})
    return response


@login_required
def record(request: SignedIn, number: int) -> HttpResponse:
    """The record as those read it who may. Whoever is not its owner leaves a line that the owner sees."""
    found = find_record(request, number)
    if not found.is_given:
        return redirect("visits:notes", number)
    found.note_access(request.user, at=clock.now())
    return _show_record(request, found)


@acts
@login_required
def deletion(request: SignedIn, number: int) -> HttpResponse:
    """The owner deletes it for good."""
    found = find_record(request, number)
    ensure(policies.owns(request.user, found))
    response = once(
        request, lambda: found.delete_for_good(by=request.user, at=clock.now()), found.visit.get_absolute_url()
    )
    messages.success(request, _("The notes are deleted, for everybody."))
    return response


@acts
@login_required
def readers(request: SignedIn, number: int) -> HttpResponse:
    """Name the people of the group who may read it too; the other one of the two decides."""
    found = find_record(request, number)
    ensure(policies.may_show(request.user, found))
    chosen = [int(one) for one in request.POST.getlist("named") if one.isascii() and one.isdigit() and len(one) < 16]
    named = list(Person.objects.filter(pk__in=chosen))
    try:
        return once(
            request, lambda: found.show_to(named, by=request.user, at=clock.now()),
            lambda _showing: found.get_absolute_url(),
        )  # fmt: skip
    except NotOfTheGroup:
        return _show_record(request, found, status=422, trouble=_("Choose at least one member of the group."))


@acts
@login_required
def agreement(request: SignedIn, showing: int) -> HttpResponse:
    found = find_showing(request, showing)
    ensure(policies.may_agree_to(request.user, found))
    return once(
        request, lambda: found.agree(by=request.user, at=clock.now()),
        lambda _nothing: found.record.get_absolute_url(),
    )  # fmt: skip


@acts
@login_required
def withdrawal(request: SignedIn, showing: int) -> HttpResponse:
    """Either of the two, at once."""
    found = find_showing(request, showing)
    ensure(policies.may_withdraw(request.user, found))
    return once(
        request, lambda: found.withdraw(by=request.user, at=clock.now()),
        lambda _nothing: found.record.get_absolute_url(),
    )  # fmt: skip


def _keep_typed(request: SignedIn, visit: Visit, record: Record) -> HttpResponse:
    text = request.POST.get("text", "").strip()
    key = request.POST.get("key", "")[:40]
    removed = [request.POST["removed"]] if request.POST.get("removed") else []
    at = clock.now()
    question = request.POST.get("question")
    try:
        record.keep([(key, at, text)] if text and key else [], removed,
                    question=question, question_at=int(at.timestamp() * 1000))  # fmt: skip
    except Given:
        return redirect("visits:record", visit.pk)
    return redirect("visits:notes", visit.pk)


def _read(text: str) -> dict[str, Any]:
    """What a device sends: notes with their own names and times, those taken back, the question."""
    if len(text) > MOST_BYTES:
        raise ValueError
    said = json.loads(text)
    notes = [
        (_key(one["key"]), datetime.fromtimestamp(int(one["at"]) / 1000, UTC), str(one["text"])[:LONGEST_NOTE])
        for one in said.get("notes", [])[:MOST_NOTES]
    ]
    question = said.get("question") or {}
    return {
        "notes": [note for note in notes if note[2].strip()],
        "removed": [_key(key) for key in said.get("removed", [])[:MOST_NOTES]],
        "question": str(question["text"]) if "text" in question else None,
        "question_at": min(int(question.get("at", 0)), 2**53),
    }


def _key(key: object) -> str:
    if not isinstance(key, str) or not 0 < len(key) <= 40:
        raise ValueError
    return key


def _state(record: Record) -> dict[str, Any]:
    notes = list(record.notes.all())
    return {
        "notes": [
            {"key": one.key, "at": int(one.at.timestamp() * 1000), "text": one.text}
            for one in sorted(notes, key=lambda one: (str(one.at), one.key)) if not one.taken_back and one.at
        ],
        "gone": [one.key for one in notes if one.taken_back],
        "question": {"text": record.question, "at": record.question_at},
    }  # fmt: skip


def _show_notes(request: SignedIn, visit: Visit, record: Record | None) -> HttpResponse:
    return show(
        request, "visits/notes.html", visit=visit, row=row_of(visit, request.user, at=clock.now()),
        notes=record.lines() if record else [],
        state=_state(record) if record else {"notes": [], "gone": [], "question": {"text": "", "at": 0}},
        question=record.question if record else "",
    )  # fmt: skip


def _show_record(request: SignedIn, found: Record, *, status: int = 200, **context: Any) -> HttpResponse:
    me, visit = request.user, found.visit
    is_mine = visit.is_mine(me)
    showings = found.showings.standing().select_related("by").prefetch_related("named").order_by("pk")
    accesses = found.accesses.select_related("person").order_by("-at", "-pk")[:50] if policies.owns(me, found) else []
    return show(
        request, "visits/record.html", status=status, record=found, visit=visit, is_mine=is_mine,
        row=row_of(visit, me if is_mine else visit.visited, at=clock.now()),
        is_owner=policies.owns(me, found), may_show=policies.may_show(me, found),
        notes=found.lines(),
        showings=showings if is_mine else [], accesses=accesses,
        fellows=_fellows(found) if policies.may_show(me, found) else [], **context,
    )  # fmt: skip


def _fellows(found: Record) -> list[Person]:
    """Whom the two could name: who belongs to the group today, besides themselves."""
    here = Membership.objects.current().filter(group=found.visit.group_id)
    others = here.exclude(person__in=[found.visit.visitor_id, found.visit.visited_id])
    return [one.person for one in others.select_related("person").order_by(*by_first_name("person__"), "pk")]
