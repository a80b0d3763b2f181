"""After a meeting: its minutes, and telling of one that had no screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import afterwards as telling
from collegium.meetings import policies
from collegium.meetings.heard import heard_about
from collegium.meetings.minutes import minutes_of
from collegium.meetings.models import Attendance, Meeting
from collegium.meetings.screen import following
from collegium.meetings.setting import AfterwardsForm, members_of
from collegium.meetings.showing import row_of
from collegium.meetings.views.agenda import find_inside
from collegium.people.letters import mail_works


@login_required
def minutes(request: SignedIn, number: int) -> HttpResponse:
    """What is left of it, for the members of today."""
    meeting = find_inside(request, number)
    found = minutes_of(meeting)
    own = found.promises_of(request.user)
    heard = heard_about(own, request.user)
    return show(
        request,
        "meetings/minutes.html",
        meeting=meeting,
        row=row_of(meeting, request.user, at=clock.now()),
        minutes=found,
        own=[(promise, heard.get(promise.pk)) for promise in own],
        own_actions=found.actions_of(request.user),
        zone=request.user.timezone or meeting.timezone,
        may_write=policies.is_member(request.user, meeting.group),
        may_tell=policies.may_tell_afterwards(request.user, meeting),
    )


@login_required
def afterwards(request: SignedIn, number: int) -> HttpResponse:
    """One form for a meeting without a screen."""
    meeting = find_inside(request, number)
    if policies.is_closed(meeting):
        return redirect(there(meeting))
    ensure(policies.may_tell_afterwards(request.user, meeting))
    return afterwards_page(request, meeting, blank(meeting))


@login_required
@acts
def report(request: SignedIn, number: int) -> HttpResponse:
    """It is told, and the minutes go out."""
    meeting = find_inside(request, number)
    ensure(policies.may_tell_afterwards(request.user, meeting))
    form = AfterwardsForm(request.POST, meeting=meeting, members=list(members_of(meeting.group)))
    if not form.is_valid():
        return afterwards_page(request, meeting, form, status=422)
    given, at = form.cleaned_data, clock.now()
    messages.info(
        request,
        _("Thank you. The minutes are on their way to every member.") if mail_works()
        else _("Thank you. Every member can read the minutes here; letters wait until mail works."),
    )  # fmt: skip
    return once(request, lambda: telling.tell(meeting, by=request.user, at=at, **given), there(meeting))


def blank(meeting: Meeting) -> AfterwardsForm:
    """As much as is known already: who said they would come, and the date that is proposed."""
    said = dict(Attendance.objects.filter(meeting=meeting).values_list("person", "word"))
    members = list(members_of(meeting.group))
    coming = following(meeting)
    words = {f"word_{person.pk}": "away" if said.get(person.pk) == "away" else "here" for person in members}
    dates = {"next_on": coming.local_start.date(), "next_from": coming.local_start.time()} if coming else {}
    return AfterwardsForm(initial=words | dates, meeting=meeting, members=members)


def afterwards_page(
    request: SignedIn, meeting: Meeting, form: AfterwardsForm, *, status: int = 200
) -> HttpResponse:
    return show(
        request, "meetings/afterwards.html", status=status, meeting=meeting, form=form,
        row=row_of(meeting, request.user, at=clock.now()),
    )  # fmt: skip


def there(meeting: Meeting) -> str:
    return reverse("meetings:minutes", args=[meeting.pk])
