"""A meeting in progress, on the projector and on phones."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from collegium.groups.models import Group
from collegium.kit import clock, offline
from collegium.kit.asking import written_once
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import conducting, policies
from collegium.meetings.models import Attendance, Meeting, Sitting
from collegium.meetings.screen import number_of, screen_of, seats_of
from collegium.meetings.setting import ActionForm, PromiseForm, SaidForm
from collegium.meetings.showing import row_of
from collegium.meetings.views.agenda import find_inside
from collegium.people.models import Person

MORE_MINUTES = 2


@login_required
def live(request: SignedIn, number: int) -> HttpResponse:
    return live_page(request, find_inside(request, number))


@login_required
def after(request: SignedIn, number: int, moves: int) -> HttpResponse:
    """Anything new since this page was made? Asked every second, so it is one look and usually says no."""
    stands = _moves(number, request.user)
    if stands and (stands[0][0] is None or (stands[0][0] <= moves and stands[0][1] is None)):
        return HttpResponse(status=204)
    return live_page(request, find_inside(request, number), page="meetings/live_fragment.html")


@written_once
def _moves(number: int, person: Person) -> QuerySet[Meeting, tuple[int | None, datetime | None]]:
    mine = Meeting.objects.of_member(person).filter(pk=number)
    return mine.values_list("sitting__moves", "sitting__closed_at")


def without_network(request: HttpRequest) -> HttpResponse:
    """The page that devices keep for a meeting that is reloaded without a network. Nothing on it is anybody's."""
    return show(request, "meetings/without_network.html")


def offline_script(request: HttpRequest) -> HttpResponse:
    """The part of the browser that keeps it."""
    return offline.offline_script(
        request, name="meeting", page=reverse("meetings:without-network"), instead_of=r"/\d+/live/$",
        files=["meetings/kept.js", "kit/icons.svg"],
    )  # fmt: skip


@login_required
@acts
def sitting(request: SignedIn, number: int) -> HttpResponse:
    """It begins."""
    meeting = find_inside(request, number)
    ensure(policies.may_meet(request.user, meeting))
    return once(request, lambda: conducting.begin(meeting, by=request.user, at=clock.now()), here(meeting))


@login_required
@acts
def now(request: SignedIn, slug: str) -> HttpResponse:
    """The group meets at this moment, planned or not."""
    mine = Group.objects.of_member(request.user).select_related("approach")
    group = get_object_or_404(mine, slug=slug)
    ensure(policies.is_member(request.user, group))
    return once(request, lambda: conducting.meet_now(group, by=request.user, at=clock.now()), here)


@login_required
@acts
def step(request: SignedIn, number: int) -> HttpResponse:
    """On to another step of the agenda, or past the last."""
    found = find_sitting(request, number)
    ensure(policies.may_steer(request.user, found))
    to = found.meeting.items.standing().filter(pk=whole_number(request, "to") or 0).first()
    seen = whole_number(request, "seen")
    return once(request, lambda: conducting.go_to(found, to, seen=seen, at=clock.now()), here(found.meeting))


@login_required
@acts
def time(request: SignedIn, number: int) -> HttpResponse:
    """Two minutes more."""
    found = find_sitting(request, number)
    ensure(policies.may_steer(request.user, found))
    seen = whole_number(request, "seen")
    return once(request, lambda: found.give_time(MORE_MINUTES, seen=seen, at=clock.now()), here(found.meeting))


@login_required
@acts
def speaker(request: SignedIn, number: int) -> HttpResponse:
    """The next of those who have not been heard."""
    found = find_sitting(request, number)
    ensure(policies.may_steer(request.user, found))
    seen = whole_number(request, "seen")
    return once(request, lambda: conducting.next_speaker(found, seen=seen, at=clock.now()), here(found.meeting))


@login_required
@acts
def chair(request: SignedIn, number: int) -> HttpResponse:
    found = find_sitting(request, number)
    ensure(policies.may_take_part(request.user, found))
    return once(request, lambda: found.take_chair(by=request.user, at=clock.now()), here(found.meeting))


@login_required
@acts
def room(request: SignedIn, number: int) -> HttpResponse:
    """Who is there, and who sent apologies: said by anybody of anybody."""
    meeting = find_inside(request, number)
    ensure(policies.may_set_agenda(request.user, meeting))
    form = SaidForm(request.POST, group=meeting.group)
    if not form.is_valid():
        return live_page(request, meeting, status=422)
    person, word = form.cleaned_data["person"], form.cleaned_data["word"]
    at = clock.now()

    def say() -> None:
        if word:
            Attendance.objects.say(meeting, person, word, by=request.user, at=at)
        elif row := Attendance.objects.filter(meeting=meeting, person=person).first():
            row.take_back(by=request.user, at=at)

    back = meeting if request.POST.get("from") == "meeting" else here(meeting)
    return once(request, say, back)


@login_required
@acts
def closing(request: SignedIn, number: int) -> HttpResponse:
    """End and send."""
    found = find_sitting(request, number)
    ensure(policies.may_steer(request.user, found))
    to = reverse("meetings:minutes", args=[found.meeting_id])
    return once(request, lambda: conducting.close(found, by=request.user, at=clock.now()), to)


@login_required
def joining(request: SignedIn) -> HttpResponse:
    """The number on the projector, typed on a phone."""
    given = request.GET.get("number", "").strip()
    if given.isascii() and given.isdigit() and len(given) < 10:
        known = Meeting.objects.of_member(request.user).filter(pk=int(given)).first()
        if known:
            return redirect(here(known))
    return show(request, "meetings/joining.html", given=given)


def find_sitting(request: SignedIn, number: int) -> Sitting:
    found = Sitting.objects.visible_to(request.user).select_related(
        "meeting__group__approach", "meeting__host", "item", "speaker", "chair"
    )
    return get_object_or_404(found, meeting=number)


def here(meeting: Meeting) -> str:
    return reverse("meetings:live", args=[meeting.pk])


def live_page(
    request: SignedIn, meeting: Meeting, *, status: int = 200, page: str = "meetings/live.html", **bound: Any
) -> HttpResponse:
    """The screen as it stands. Not begun: what to press; over: the minutes."""
    at = clock.now()
    known = Sitting.objects.select_related("item", "speaker", "chair")
    found = known.filter(meeting=meeting).first()
    if found and not found.is_open:
        return redirect("meetings:minutes", meeting.pk)
    row = row_of(meeting, request.user, at=at)
    address = settings.ADDRESS + here(meeting)
    if found is None:
        return show(
            request, page, status=status, meeting=meeting, row=row, at=at, seats=seats_of(meeting), address=address,
            number=number_of(meeting), may_meet=policies.may_meet(request.user, meeting),
        )  # fmt: skip
    found.meeting = meeting
    screen = screen_of(meeting, found, request.user, at=at)
    return show(
        request,
        page,
        status=status,
        meeting=meeting,
        row=row,
        at=at,
        number=screen.number,
        sitting=found,
        screen=screen,
        seats=screen.seats,
        may_steer=policies.may_steer(request.user, found),
        address=address,
        zone=request.user.timezone or meeting.timezone,
        **(blank_forms(request, meeting) | bound),
    )


def blank_forms(request: SignedIn, meeting: Meeting) -> dict[str, Any]:
    return {
        "promise_form": PromiseForm(group=meeting.group, initial={"person": request.user.pk}),
        "action_form": ActionForm(group=meeting.group),
    }


def whole_number(request: SignedIn, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


