"""Did it make a difference? A school's comparisons, year by year, and what was shared of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from collegium.impact import policies
from collegium.impact.beside import last_walk, staff_said
from collegium.impact.findings import SMALLEST, Round, Row, rounds, rows_of, to_share
from collegium.impact.models import Comparison, SharedRound, TooNear
from collegium.impact.networks import networks_of, table_of
from collegium.impact.picture import picture
from collegium.impact.taking_part import parts, spread
from collegium.impact.views.finding import led, read, with_counts
from collegium.impact.wording import headline, of_numbers, points_of, warnings_of
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person, School


@login_required
def overview(request: SignedIn, slug: str) -> HttpResponse:
    """The lead sees what she counted; the leadership team what was shared with it."""
    school = read(request, slug)
    if policies.may_register(request.user, school):
        return _of_the_lead(request, school)
    mine = SharedRound.objects.visible_to(request.user).filter(school=school)
    shared = list(mine.order_by("-year_starts_on", "-at"))
    told = [(one, _told(rows_of(one))) for one in shared]
    return show(
        request, "impact/shared_rounds.html", school=school, rounds=told, **_beside(request, school),
        years=_side_by_side([(one.year, rows["rows"]) for one, rows in told]),
    )  # fmt: skip


def _of_the_lead(request: SignedIn, school: School) -> HttpResponse:
    found = _rounds(school, request.user)
    told = [(one, _told(one.rows)) for one in found]
    return show(
        request, "impact/overview.html", school=school, rounds=told, **_beside(request, school),
        waiting=[comparison for one in found for comparison in one.waiting],
        years=_side_by_side([(one.year, rows["rows"]) for one, rows in told]),
        has_aspects=school.aspects.in_use().exists(),
    )  # fmt: skip


def _beside(request: SignedIn, school: School) -> dict[str, Any]:
    return {"walk": last_walk(school, request.user), "staff": staff_said(school, request.user),
            "networks": networks_of(request.user)}  # fmt: skip


def _rounds(school: School, person: Person) -> list[Round]:
    comparisons = with_counts(Comparison.objects.visible_to(person).filter(school=school))
    shared = SharedRound.objects.visible_to(person).standing().filter(school=school)
    return rounds(comparisons.order_by("aspect__order", "aspect", "pk"), person, shared)


def _told(rows: list[Row]) -> dict[str, Any]:
    """Everything a page says about the comparisons of one year."""
    of_lessons = any(row.of_lessons for row in rows)
    return {
        "rows": rows, "of_lessons": of_lessons, "headline": headline(rows, of_lessons=of_lessons),
        "picture": picture(rows), "warnings": warnings_of(rows),
        "staff": max((_everybody(row) for row in rows), default=0),
        "table": [(row, of_numbers(row.finding.numbers) if row.finding.numbers else None) for row in rows],
    }  # fmt: skip


def _everybody(row: Row) -> int:
    now = row.finding.aspect.now
    return now.members.of + now.others.of


def _side_by_side(years: list[tuple[str, list[Row]]]) -> dict[str, Any]:
    """The gap of each aspect, year beside year. Nothing where there is one year."""
    names = sorted({year for year, rows in years if rows})
    if len(names) < 2:
        return {}
    found: dict[str, dict[str, str]] = {}
    for year, rows in years:
        for row in rows:
            numbers = row.finding.numbers
            found.setdefault(row.title, {})[year] = (
                points_of(numbers.gap, *numbers.interval) if numbers else _("too few to show")
            )
    return {"years": names, "rows": [(title, [of.get(year, "") for year in names]) for title, of in found.items()]}


@login_required
def taking_part(request: SignedIn, slug: str) -> HttpResponse:
    """How many took part, and how far ideas went: numbers of years that are over."""
    school = read(request, slug)
    return show(
        request, "impact/taking_part.html", school=school, parts=parts(school, clock.today()), spread=spread(school)
    )


@login_required
def networks(request: SignedIn) -> HttpResponse:
    """Several schools together, for whoever looks after them."""
    mine = networks_of(request.user)
    ensure(bool(mine))
    return show(request, "impact/networks.html", tables=[table_of(network, clock.today()) for network in mine])


@login_required
def shared(request: SignedIn, pk: int) -> HttpResponse:
    """What the leadership team reads, word for word; nothing of it changes after the day of sharing."""
    found = get_object_or_404(SharedRound.objects.visible_to(request.user).select_related("school", "by"), pk=pk)
    return show(
        request, "impact/shared.html", shared=found, school=found.school, told=_told(rows_of(found)),
        may_withdraw=policies.may_withdraw(request.user, found),
    )  # fmt: skip


@login_required
@acts
def sharing(request: SignedIn, slug: str) -> HttpResponse:
    """Hand the counted comparisons of a year to the leadership team, without what would point at somebody."""
    school = led(request, slug)
    year, measure = _which(request)
    comparisons = with_counts(Comparison.objects.visible_to(request.user).of_round(school, year, measure))
    kept = to_share(comparisons.order_by("aspect__order", "aspect", "pk"))
    if not kept:
        raise Http404
    try:
        return once(
            request,
            lambda: SharedRound.objects.share(
                school, year, measure, kept, SMALLEST, by=request.user, at=clock.now()
            ),
        )  # fmt: skip
    except TooNear:
        messages.warning(request, _(
            "Not shared: these counts differ from those shared before by fewer than five people, so that one could"
            " tell whose judgement changed. What was shared before stands."
        ))  # fmt: skip
        return once(request, lambda: None, resolve_url("impact:overview", slug))


def _which(request: SignedIn) -> tuple[date, str]:
    try:
        return date.fromisoformat(request.POST.get("year", "")), Comparison.Measure(request.POST.get("measure", ""))
    except ValueError as error:
        raise Http404 from error


@login_required
@acts
def shared_removal(request: SignedIn, pk: int) -> HttpResponse:
    found = get_object_or_404(SharedRound.objects.visible_to(request.user).select_related("school"), pk=pk)
    ensure(policies.may_withdraw(request.user, found))
    return once(request, lambda: found.withdraw(by=request.user, at=clock.now()), found)


