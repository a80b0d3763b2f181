"""What came of an outcome: how far it has come, what slips said, and where one talks about it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes.models import Reach, Report
from collegium.people.models.year import in_words
from collegium.sharings import policies
from collegium.sharings.choosing import title_of, whose
from collegium.sharings.hearing import FEWEST_ABOVE, FEWEST_INSIDE, heard_of
from collegium.sharings.models import Contribution, Sharing, Step, Uptake
from collegium.sharings.spreading import outcomes_of, spread_of, year_of
from collegium.sharings.views.finding import find_thing

MOST = 10


@login_required
def came_of(request: SignedIn, kind: str, number: int) -> HttpResponse:
    """One's own word on it is everybody's; figures are for whoever leads, and for those whose outcome it is."""
    thing, me = find_thing(request, kind, number), request.user
    school = me.schools_now().order_by("pk").first()
    follows = policies.may_follow(me, kind, thing)
    leads = school is not None and policies.leads(me, school)
    told: Any = Contribution.objects.filter(
        **{kind: thing}, sharing__in=Sharing.objects.visible_to(me).standing()
    ).select_related("sharing").order_by("-sharing__starts_at", "-pk")[:MOST]  # fmt: skip
    led = set(Sharing.objects.led_by(me).filter(contributions__in=list(told)).values_list("pk", flat=True))
    fewest = FEWEST_INSIDE if follows else FEWEST_ABOVE
    rows = spread_of(school, [(kind, thing.pk)], clock.now()) if school and (follows or leads) else []
    return show(
        request, "sharings/came_of.html", kind=kind, thing=thing, title=title_of(kind, thing),
        whose=whose(kind, thing), steps=Step.choices if kind != "idea" else [], rows=rows, school=school,
        may_follow=follows or leads, has_page=(follows or leads) and _is_on_the_web(thing),
        mine=Uptake.objects.of(thing, me) if kind != "idea" else None,
        told=[
            (part.sharing, heard_of(part, fewest) if follows or part.sharing_id in led else None) for part in told
        ],
        groups=list(Group.objects.of_member(me).going().order_by("title", "pk")[:MOST]),
    )  # fmt: skip


def _is_on_the_web(thing: Any) -> bool:
    return isinstance(thing, Report) and thing.reach == Reach.PUBLIC


@login_required
@acts
def taking_up(request: SignedIn, kind: str, number: int) -> HttpResponse:
    """Read, will try, tried; or none of them after all."""
    thing, at = find_thing(request, kind, number), clock.now()
    if kind == "idea":
        raise Http404
    step = request.POST.get("step", "")
    ensure(step in ["", *Step.values])
    return once(
        request, lambda: Uptake.objects.say(thing, step, person=request.user, at=at),
        reverse("sharings:came-of", args=[kind, number]),
    )  # fmt: skip


@login_required
def year(request: SignedIn, slug: str, year: int) -> HttpResponse:
    """All outcomes of a year: how far they have come, over departments."""
    school = get_object_or_404(request.user.schools_now(), slug=slug)
    ensure(policies.leads(request.user, school))
    if not 1990 <= year <= 2200:
        raise Http404
    starts_on, at = date(year, 9, 1), clock.now()
    found = outcomes_of(school, starts_on, request.user)
    keys = [key for key, _title, _who in found]
    rows = spread_of(school, keys, at)
    return show(
        request, "sharings/year.html", school=school, year=in_words(starts_on), before=year - 1, after=year + 1,
        rows=rows, departments=len(rows),
        outcomes=list(zip(found, year_of(school, keys, at), strict=True)),
    )  # fmt: skip
