"""A group's home: its space for members, and for everybody else no more than its card."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.enquiry import cycling, hearing, showing
from collegium.groups import policies
from collegium.groups.faces import Face, face
from collegium.groups.models import Group, Invitation
from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.meetings.conducting import planned_now
from collegium.meetings.models import Meeting, Sitting
from collegium.meetings.showing import Row, row_of
from collegium.people.models import Person
from collegium.scheduling.showing import choosing_of, polls_for

SHOWN = 3


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    known = Group.objects.visible_to(request.user).select_related("approach", "theme", "conclusion", "conclusion__by")
    found = get_object_or_404(known, slug=slug)
    seen = face(found, request.user)
    coming = next_meetings(found, request.user)
    context: dict[str, Any] = {"group": found, "face": seen, "tab": "now", "meetings": coming}
    if seen.mine is None:
        request.shown_under = "groups:directory"  # type: ignore[attr-defined]
        return show(request, "desk/group_card.html", **context, **way_in(found, request.user))
    undecided, mine = to_decide(found, request.user)
    return show(
        request, "desk/group.html", **context, **today_at(found), undecided=undecided, said=mine,
        size=len(seen.members) + 1, steps=first_steps(seen, bool(coming)),
        round=cycling.round_now(found, request.user), heard=hearing.lately(found, request.user, clock.now()),
        promises=showing.waits_for(request.user, coming, found),
        polls=polls_for(request.user, clock.now(), found), choosing=choosing_of(found, request.user),
    )  # fmt: skip


def next_meetings(found: Group, person: Person) -> list[Row]:
    at = clock.now()
    coming = Meeting.objects.visible_to(person).filter(group=found).upcoming(at)
    meetings = coming.select_related("host", "group").order_by("starts_at")[:SHOWN]
    return [row_of(meeting, person, at=at) for meeting in meetings]


def today_at(found: Group) -> dict[str, Any]:
    """Whether the group meets at this moment, or has a meeting today to begin."""
    planned = planned_now(found, clock.now())
    is_on = planned is not None and Sitting.objects.open().filter(meeting=planned).exists()
    return {"in_progress": planned if is_on else None, "meets_today": planned is not None}


def to_decide(found: Group, person: Person) -> tuple[list[Invitation], set[int]]:
    """Colleagues on whom the group has not agreed, and those on whom this member has said their word."""
    open_ = found.invitations.open().filter(agreed_at=None).exclude(person=person)
    invitations = list(open_.select_related("group", "person", "by").prefetch_related("consents__by").order_by("at"))
    said = {one.pk for one in invitations if any(word.by_id == person.pk for word in one.consents.all())}
    return invitations, said


def way_in(found: Group, person: Person) -> dict[str, Any]:
    """What somebody outside may do: answer, ask, or wait for the group or for a seat."""
    return {
        "invitation": Invitation.objects.to_answer(person).filter(group=found).select_related("group", "by").first(),
        "asked": found.invitations.open().filter(person=person, by=person).first(),
        "waits": found.waiting.filter(person=person).exists(),
        "may_ask": policies.may_ask(person, found),
    }


def first_steps(seen: Face, has_meetings: bool) -> list[tuple[str, bool]]:
    """What a new group has still to do; nothing once it is on its way."""
    steps = [
        ("people", len(seen.members) > 1),
        ("meetings", has_meetings),
        ("question", bool(seen.group.question)),
    ]
    return [] if all(done for _step, done in steps) or not seen.is_going else steps
