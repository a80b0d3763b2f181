"""One meeting: when, where, who organises, and changing it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings import policies
from collegium.meetings.agenda import Verdict, agenda_of, is_first, look_at
from collegium.meetings.conducting import NEAR
from collegium.meetings.doing import Doing, Practical, doings_of, practical_of
from collegium.meetings.forms import Arrangement
from collegium.meetings.models import Attendance, ChangedMeanwhile, Meeting, Sitting
from collegium.meetings.organising import rota_of
from collegium.meetings.showing import row_of
from collegium.meetings.views.agenda import Line, timed
from collegium.people.alphabet import by_surname
from collegium.people.letters import mail_works
from collegium.people.models import Person


@login_required
def meeting(request: SignedIn, number: int) -> HttpResponse:
    return meeting_page(request, find(request, number), clock.now())


@login_required
@acts
def arrangement(request: SignedIn, number: int) -> HttpResponse:
    """Another time or place. Who changed it meanwhile is not overwritten: the page shows how it stands."""
    found, at = find(request, number), clock.now()
    ensure(policies.may_change(request.user, found))
    sees_video = policies.may_see_video(request.user, found.group)
    form = Arrangement(request.POST, group=found.group, at=at, sees_video=sees_video, meeting=found)
    if not form.is_valid():
        return meeting_page(request, found, at, form=form, status=422)
    changes = dict(form.cleaned_data)
    seen = changes.pop("seen")
    try:
        return once(request, lambda: found.move(by=request.user, at=at, seen=seen, **changes), found)
    except ChangedMeanwhile:
        found.refresh_from_db()
        form.data = {**request.POST.dict(), "seen": str(found.sequence)}
        form.add_error(None, _("Somebody changed this meeting a moment ago: see above how it stands now."))
        return meeting_page(request, found, at, form=form, status=409)


@login_required
@acts
def confirmation(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    ensure(policies.may_change(request.user, found))
    return once(request, lambda: found.confirm(by=request.user, at=clock.now()), found)


@login_required
@acts
def cancellation(request: SignedIn, number: int) -> HttpResponse:
    """Call it off; a proposal is only dropped, for nobody has been told."""
    found = find(request, number)
    ensure(policies.may_change(request.user, found))
    messages.info(request, _("Called off. Whoever was invited gets a word, and it leaves their calendar."))
    return once(request, lambda: found.cancel(by=request.user, at=clock.now()), found)


def find(request: SignedIn, number: int) -> Meeting:
    known = Meeting.objects.visible_to(request.user).select_related("group__approach", "host")
    return get_object_or_404(known, pk=number)


def meeting_page(
    request: SignedIn, found: Meeting, at: datetime, *, form: Arrangement | None = None, status: int = 200
) -> HttpResponse:
    may_change = policies.may_change(request.user, found)
    is_mine = policies.may_see_video(request.user, found.group)
    return show(
        request,
        "meetings/meeting.html",
        status=status,
        meeting=found,
        row=row_of(found, request.user, at=at),
        may_change=may_change and found.ends_at > at,
        form=form or (Arrangement.of(found, at=at, sees_video=is_mine) if may_change else None),
        is_mine=is_mine,
        mail_works=mail_works(),
        video=found.video if is_mine else "",
        organisers=organisers(found),
        inside=inside(request, found, at) if is_mine else None,
        clashes=[row_of(other, request.user, at=at) for other in Meeting.objects.at_the_time_of(found, request.user)],
    )


@dataclass(frozen=True)
class Inside:
    """What members find on the page of a meeting: its agenda, and how far it is."""

    lines: list[Line]
    verdict: Verdict
    sitting: Sitting | None
    is_near: bool
    said: str
    doing: list[Doing]
    practical: Practical

    @property
    def is_on(self) -> bool:
        return self.sitting is not None and self.sitting.is_open

    @property
    def is_told(self) -> bool:
        return self.sitting is not None and not self.sitting.is_open


def inside(request: SignedIn, found: Meeting, at: datetime) -> Inside:
    items, rota = agenda_of(found), rota_of(found.group)
    mine = Attendance.objects.filter(meeting=found, person=request.user).values_list("word", flat=True).first()
    return Inside(
        lines=timed(found, items, request.user),
        verdict=look_at(items, found, first=is_first(found)),
        sitting=Sitting.objects.filter(meeting=found).first(),
        is_near=abs(found.starts_at - at) < NEAR,
        said=mine or "",
        doing=doings_of(found, rota, request.user, at=at),
        practical=practical_of(found, rota, request.user, at=at),
    )


def organisers(found: Meeting) -> QuerySet[Person]:
    """Who coordinates the group: whom to ask about the meeting."""
    members = found.group.memberships.current().coordinating()
    return Person.objects.filter(pk__in=members.values("person")).order_by(*by_surname())
