"""What has to be seen to before a meeting, for those who come and for whoever looks after it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import policies, seeing_to
from collegium.meetings.models import Allergy, Arrival, Check, Meeting, Refreshments, Video
from collegium.meetings.organising import organisers_of
from collegium.meetings.practical_forms import CheckForm, FoodForm, RefreshmentsForm, VideoForm, WayForm
from collegium.meetings.showing import row_of
from collegium.meetings.views.agenda import find_inside


@login_required
def practicalities(request: SignedIn, number: int) -> HttpResponse:
    return practical_page(request, find_inside(request, number))


@login_required
@acts
def way(request: SignedIn, number: int) -> HttpResponse:
    """How to get there; kept with the school and its room, for every meeting there."""
    meeting = find_to_see_to(request, number)
    ensure(meeting.host is not None)
    form = WayForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return practical_page(request, meeting, status=422, way=form)
    by, at = request.user, clock.now()

    def describe() -> None:
        assert meeting.host
        Arrival.objects.describe(meeting.host, "", by=by, at=at, **form.of_school)
        if meeting.room:
            Arrival.objects.describe(
                meeting.host, meeting.room, by=by, at=at, finding=form.cleaned_data["finding_room"]
            )

    return once(request, describe, here(meeting))


@login_required
@acts
def refreshments(request: SignedIn, number: int) -> HttpResponse:
    """Who brings what."""
    meeting = find_to_see_to(request, number)
    form = RefreshmentsForm(request.POST)
    if not form.is_valid():
        return practical_page(request, meeting, status=422, refreshments=form)
    text = form.cleaned_data["text"]
    return once(
        request, lambda: seeing_to.bring(meeting, text, by=request.user, at=clock.now()), here(meeting)
    )


@login_required
@acts
def checks(request: SignedIn, number: int) -> HttpResponse:
    """Tried out; or not after all."""
    meeting = find_to_see_to(request, number)
    form = CheckForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return practical_page(request, meeting, status=422)
    given = form.cleaned_data
    verb = Check.objects.tick if given["done"] else Check.objects.untick
    return once(
        request, lambda: verb(meeting, given["what"], given["video"], by=request.user, at=clock.now()),
        here(meeting) + "#list",
    )  # fmt: skip


@login_required
@acts
def videos(request: SignedIn, number: int) -> HttpResponse:
    """One more video for the agenda: any member."""
    meeting = find_inside(request, number)
    ensure(policies.may_set_agenda(request.user, meeting))
    form = VideoForm(request.POST)
    if not form.is_valid():
        return practical_page(request, meeting, status=422, video=form)
    given: dict[str, Any] = form.cleaned_data
    return once(
        request, lambda: Video.objects.add(meeting, by=request.user, at=clock.now(), **given), here(meeting) + "#list"
    )


@login_required
@acts
def video_withdrawal(request: SignedIn, pk: int) -> HttpResponse:
    known = Video.objects.visible_to(request.user).standing().select_related("meeting__group", "by")
    found = get_object_or_404(known, pk=pk)
    ensure(policies.may_withdraw_video(request.user, found, organisers_of(found.meeting)))
    return once(request, lambda: found.withdraw(by=request.user, at=clock.now()), here(found.meeting))


@login_required
@acts
def room_answer(request: SignedIn, number: int) -> HttpResponse:
    """The room is still needed, or it is not."""
    meeting, at = find_to_see_to(request, number), clock.now()
    question = seeing_to.room_question(meeting, at=at)
    ensure(question is not None)
    assert question
    needed = request.POST.get("needed") == "yes"
    return once(request, lambda: question.answer(needed, by=request.user, at=at), here(meeting))


@login_required
def food(request: SignedIn) -> HttpResponse:
    return food_page(request)


@login_required
@acts
@ones_own
def own_food(request: SignedIn) -> HttpResponse:
    """What I must not eat; nothing said, nothing kept."""
    form = FoodForm(request.POST)
    if not form.is_valid():
        return food_page(request, form, status=422)
    text = form.cleaned_data["text"]
    return once(
        request, lambda: Allergy.objects.say(request.user, text, at=clock.now()), reverse("meetings:food")
    )


def food_page(request: SignedIn, form: FoodForm | None = None, *, status: int = 200) -> HttpResponse:
    mine = Allergy.objects.filter(person=request.user).first()
    return show(
        request, "meetings/food.html", status=status, told=mine,
        form=form or FoodForm(initial={"text": mine.text if mine else ""}),
    )  # fmt: skip


def find_to_see_to(request: SignedIn, number: int) -> Meeting:
    meeting = find_inside(request, number)
    ensure(policies.may_see_to(request.user, meeting, organisers_of(meeting)))
    return meeting


def here(meeting: Meeting) -> str:
    return reverse("meetings:practicalities", args=[meeting.pk])


def practical_page(request: SignedIn, meeting: Meeting, *, status: int = 200, **bound: Any) -> HttpResponse:
    at = clock.now()
    organisers = organisers_of(meeting)
    may_see_to = policies.may_see_to(request.user, meeting, organisers)
    lines, clips = seeing_to.checklist(meeting)
    school, room = seeing_to.ways_in(meeting)
    brings = Refreshments.objects.filter(meeting=meeting).first()
    forms = {
        "way": WayForm.of(meeting, school, room), "video": VideoForm(),
        "refreshments": RefreshmentsForm(initial={"text": brings.text if brings else ""}),
    }  # fmt: skip
    return show(
        request, "meetings/practicalities.html", status=status, meeting=meeting,
        row=row_of(meeting, request.user, at=at), organisers=organisers, i_organise=request.user in organisers,
        may_see_to=may_see_to, may_add=policies.may_set_agenda(request.user, meeting),
        is_in_a_room=seeing_to.is_in_a_room(meeting), school=school, room=room, lines=lines, clips=clips,
        brings=brings, allergies=seeing_to.told_what_to_leave_out(meeting, request.user, at=at),
        own=Allergy.objects.filter(person=request.user).first(),
        question=seeing_to.room_question(meeting, at=at), zone=request.user.timezone or meeting.timezone,
        **(forms | bound),
    )  # fmt: skip
