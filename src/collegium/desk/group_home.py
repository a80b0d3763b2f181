"""A group's home: its space for members, and for everybody else no more than its card."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse

from collegium.desk.first_meeting import way_to_first_meeting
from collegium.desk.first_try import first_try, with_first_try
from collegium.enquiry import cycling, hearing, showing
from collegium.groups import policies
from collegium.groups.deciding import Tally, tallies
from collegium.groups.faces import Face, face
from collegium.groups.models import Agreement, Decision, Group, Invitation
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.kit.web import SignedIn, show, the_one
from collegium.meetings.conducting import planned_now
from collegium.meetings.models import Meeting
from collegium.meetings.showing import Row, row_of, with_roles
from collegium.people.models import Person
from collegium.programmes.guides import guide_to
from collegium.reading.showing import reading_now
from collegium.safeguarding.models import Opening
from collegium.scheduling.showing import choosing_of, polls_for
from collegium.study.showing import studying_now

SHOWN = 3
# For so long a member is new, where the group had begun before they came.
NEW = timedelta(days=30)


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    found = the_one(_called(slug, request.user, clock.now()))
    seen = face(found, request.user)
    coming = next_meetings(found, request.user)
    context: dict[str, Any] = {"group": found, "face": seen, "tab": "now", "meetings": coming}
    if seen.mine is None:
        request.shown_under = "groups:directory"  # type: ignore[attr-defined]
        return show(request, "desk/group_card.html", **context, **way_in(found, request.user))
    agreed = made(found, request.user)
    lives_from: dict[str, Any] = {
        "studies": studying_now(found), "reads": reading_now(found, request.user, at=clock.now()),
    }  # fmt: skip
    return show(
        request, "desk/group.html", **context, **today_at(found), **agreed, **to_decide(found, seen, request.user),
        is_new=is_new(seen), way=way_to_first_meeting(seen, coming, agreed | lives_from),
        first_try=first_try(found, request.user) if seen.is_going else None, guide=guide_to(found.approach.key),
        round=cycling.round_now(found, request.user), heard=hearing.lately(found, request.user, clock.now()),
        promises=showing.waits_for(request.user, coming, found),
        **of_other_years(found, request.user), **lives_from,
        polls=polls_for(request.user, clock.now(), found), choosing=choosing_of(found, request.user),
        opened=opened_lately(found, clock.now()),
    )  # fmt: skip


@written_once
def opened_lately(found: Group, at: datetime) -> QuerySet[Opening]:
    return Opening.objects.lately(found, at)


@written_once
def _called(slug: str, person: Person, at: datetime) -> QuerySet[Group]:
    known = Group.objects.visible_to(person).filter(slug=slug)
    told = known.select_related("theme", "conclusion", "conclusion__by", "continues", "continued_in")
    return with_first_try(told, person, at)


def of_other_years(found: Group, person: Person) -> dict[str, Any]:
    """What it goes on from, and what it goes on in, where this person may know of it."""
    near = _neighbours(found, person) if hasattr(found, "continues") or hasattr(found, "continued_in") else []
    return {
        "earlier": next((one for one in near if one.is_earlier), None),  # type: ignore[attr-defined]
        "later": next((one for one in near if not one.is_earlier), None),  # type: ignore[attr-defined]
    }


@written_once
def _neighbours(found: Group, person: Person) -> QuerySet[Group]:
    known = Group.objects.visible_to(person).filter(Q(continued_in__later=found) | Q(continues__earlier=found))
    return known.annotate(is_earlier=Exists(Group.objects.filter(pk=OuterRef("pk"), continued_in__later=found)))


def next_meetings(found: Group, person: Person) -> list[Row]:
    at = clock.now()
    return with_roles([row_of(meeting, person, at=at) for meeting in _coming(found, person, at)], person)


@written_once
def _coming(found: Group, person: Person, at: datetime) -> QuerySet[Meeting]:
    coming = Meeting.objects.visible_to(person).filter(group=found).upcoming(at)
    return coming.with_what_to_ask().select_related("host", "group").order_by("starts_at")[:SHOWN]


def today_at(found: Group) -> dict[str, Any]:
    """Whether the group meets at this moment, or has a meeting today to begin."""
    planned = planned_now(found, clock.now())
    is_on = planned is not None and hasattr(planned, "sitting")
    return {"in_progress": planned if is_on else None, "meets_today": planned is not None}


def to_decide(found: Group, seen: Face, person: Person) -> dict[str, Any]:
    """What the group is deciding: what waits for this member's word, and how far the rest is."""
    asked = tallies(_undecided(found, person), person, at=clock.now())
    waiting = [tally for tally in asked if waits_for(tally, found, seen)]
    return {
        "waiting": [tally.decision for tally in waiting],
        "undecided": [tally for tally in asked if tally not in waiting],
    }


def waits_for(tally: Tally, found: Group, seen: Face) -> bool:
    """Who joins may be for coordinators alone to say."""
    theirs = tally.decision.invitation is not None and found.entry == Group.Entry.COORDINATORS
    return not tally.mine and (seen.i_coordinate or not theirs)


@written_once
def _undecided(found: Group, person: Person) -> QuerySet[Decision]:
    known = Decision.objects.visible_to(person).filter(group=found).open()
    return known.with_all().order_by("due_at", "pk")


def made(found: Group, person: Person) -> dict[str, Any]:
    """Its agreement, where this member has still to look at it; and whether one is there or in the making."""
    latest: Any = next(iter(_agreements(found, person)), None)
    seen = latest is None or not latest.is_agreed or latest.is_seen
    return {"to_see": [] if seen else [latest], "making": latest is not None and not latest.is_agreed,
            "has_agreement": latest is not None and latest.is_agreed}  # fmt: skip


@written_once
def _agreements(found: Group, person: Person) -> QuerySet[Agreement]:
    seen = Exists(Agreement.objects.filter(pk=OuterRef("pk"), seen__person=person))
    return Agreement.objects.filter(group=found).annotate(is_seen=seen).order_by("-number")[:1]


def way_in(found: Group, person: Person) -> dict[str, Any]:
    """What somebody outside may do: answer, ask, or wait for the group or for a seat."""
    return {
        "invitation": Invitation.objects.to_answer(person).filter(group=found).select_related("group", "by").first(),
        "asked": found.invitations.open().filter(person=person, by=person).first(),
        "waits": found.waiting.filter(person=person).exists(),
        "may_ask": policies.may_ask(person, found),
    }


def is_new(seen: Face) -> bool:
    """Came within the last weeks, to a group that had begun before."""
    mine, today = seen.mine, clock.today()
    return mine is not None and mine.joined_on > max(today - NEW, clock.day_of(seen.group.started_at))
