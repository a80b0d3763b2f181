"""A plan of visits: asked for, worked out, and put to the teachers. Nobody hears of it before that."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from collegium.groups.models import Group, Membership
from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.visits import planner
from collegium.visits.dates import Dates, weeks_of
from collegium.visits.gathering import gather, place_of
from collegium.visits.models import CapReached, Clash, LeftOut, Plan, PlannedVisit, Visit
from collegium.visits.models.visit import hold
from collegium.visits.offering import when

# The progress bar stops short of its end: the end is the plan.
NEARLY = 96


def plan_for(
    group: Group | None, programme: Programme | None, first: date, last: date, *, by: Person, at: datetime
) -> Plan:
    """Ask for a plan, for one group or for every going group of a programme."""
    groups = [group] if group else list(programme.groups.going().order_by("pk")) if programme else []
    rules_of = group.programme if group else programme
    kept = gather(groups, rules_of, first, last, at=at)
    with transaction.atomic():
        plan = Plan.objects.create(
            group=group, programme=programme, by=by, at=at, first_on=first, last_on=last, problem=kept.as_kept()
        )
        LeftOut.objects.bulk_create(
            [LeftOut(plan=plan, group_id=one, person_id=who, code=code) for one, who, code in kept.left_out]
        )
        record(by, "asked for", plan, at=at)
    return plan


def work_out(plan: Plan) -> None:
    """Let the planner find the visits. Begun again after a crash, it comes to the same plan."""
    question = {"parts": plan.problem["parts"], "seconds": plan.seconds, "seed": plan.seed}
    try:
        found = planner.ask(
            question, seconds=plan.seconds, on_progress=lambda spent: _tell(plan, spent),
            should_stop=lambda: _is_stopped(plan),
        ) if plan.problem["parts"] else {"visits": [], "left_out": []}  # fmt: skip
    except planner.Broken:
        found = {}
    finish(plan, found, at=clock.now())


def finish(plan: Plan, found: dict[str, Any], *, at: datetime) -> None:
    """Keep what the planner found. A second finish, after a job ran twice, changes nothing."""
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        if held.finished_at is not None:
            return
        held.finished_at, held.broken = at, not found
        held.regrouped = _together(found.get("regrouped", ()))
        held.save(update_fields=["finished_at", "broken", "regrouped"])
        _write_down(held, found)
        record(None, "worked out", held, at=at)
    plan.refresh_from_db()


def propose(plan: Plan, *, by: Person, at: datetime) -> int:
    """Put every visit of the plan to its two people. What no longer holds today is left away. How many were put."""
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        if held.proposed_at is not None or held.finished_at is None:
            return held.proposed
        related = ("group__programme", "school", "visitor", "visited", "period")
        planned = list(held.planned.select_related(*related).order_by("on", "period__order", "pk"))
        # All at once and in order: two plans that are proposed together wait for each other, and never in a ring.
        hold(*{person for one in planned for person in (one.visitor, one.visited)})
        proposed = sum(_put(one, held, by=by, at=at) for one in planned)
        Plan.objects.filter(pk=held.pk).update(proposed_at=at, proposed=proposed)
        record(by, "proposed", held, at=at)
    plan.refresh_from_db()
    return proposed


def _put(one: PlannedVisit, plan: Plan, *, by: Person, at: datetime) -> bool:
    """One visit as it was planned, if its day is still to come, both still belong, and the cap allows it."""
    here = Membership.objects.current().filter(group=one.group, person__in=[one.visitor, one.visited])
    last = one.talk_on or one.on
    dates = Dates(one.school, one.on, last)
    if one.on <= clock.day_of(at, one.school.timezone) or one.on not in dates.days or here.count() < 2:
        return False
    weeks = weeks_of([one.visitor, one.visited], dates)
    time = when(dates, (one.on, one.period_id), visited=weeks.get(one.visited_id))
    talk = dates.times(one.talk_on, one.talk_period) if one.talk_on and one.talk_period else (None, None)
    time = time._replace(cover=one.cover, talk_starts_at=talk[0], talk_ends_at=talk[1])
    try:
        Visit.objects.arrange(
            one.visitor, one.visited, time, school=one.school, by=by, at=at, group=one.group, plan=plan
        )
    except (CapReached, Clash):
        return False
    return True


def _write_down(plan: Plan, found: dict[str, Any]) -> None:
    planned = []
    for visit in found.get("visits", ()):
        on, period = place_of(visit["period"])
        talk_on, talk_period = place_of(visit["feedback"]) if visit["feedback"] else (None, None)
        planned.append(
            PlannedVisit(
                plan=plan, group_id=visit["group"], school_id=visit["school"], visitor_id=int(visit["visitor"]),
                visited_id=int(visit["visited"]), on=on, period_id=period, cover=visit["cover"],
                talk_on=talk_on, talk_period_id=talk_period,
            )
        )
    PlannedVisit.objects.bulk_create(planned, batch_size=500)
    left = found.get("left_out", ())
    LeftOut.objects.bulk_create(
        [
            LeftOut(plan=plan, group_id=group, person_id=int(one), other_id=int(other) if other else None, code=code)
            for group, one, other, code in left
        ]
    )


def _together(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What changing groups would come to in all schools of the plan. Empty where it would spare nothing."""
    kept = list(parts)
    moves = [move for part in kept for move in part["moves"]]
    if not moves:
        return {}
    return {
        "cover": sum(part["cover"] for part in kept), "talks": sum(part["talks"] for part in kept), "moves": moves
    }  # fmt: skip


def _tell(plan: Plan, spent: float) -> None:
    Plan.objects.running().filter(pk=plan.pk).update(progress=min(NEARLY, round(100 * spent / plan.seconds)))


def _is_stopped(plan: Plan) -> bool:
    return Plan.objects.filter(pk=plan.pk, stop_asked_at__isnull=False).exists()
