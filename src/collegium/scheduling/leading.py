"""Planning the year of a whole programme: asking, working it out, proposing it to the groups."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.meetings.models import Series
from collegium.meetings.proposing import last_day
from collegium.people.models import Person, School
from collegium.planning.series import Gap
from collegium.planning.series.files import problem_as_file
from collegium.planning.series.problem import NO
from collegium.programmes.models import Programme
from collegium.scheduling import letters, planner
from collegium.scheduling.gathering import Request, Surroundings
from collegium.scheduling.looking import totals
from collegium.scheduling.models import Choosing, GroupYear, ProgrammeYear
from collegium.scheduling.models.programme import SECONDS
from collegium.scheduling.offering import A_MONTH, DAYS_IN_A_WEEK, FIVE_DAYS, as_stop

# The progress bar stops short of its end: the end is the plan.
NEARLY = 96
SECONDS_OF_GRACE = 60
# Per cent of an even spread, how close and how far apart two meetings may be: so that a year begins when it can.
SPREADS = ((95, 150), (75, 175))


@dataclass(frozen=True)
class Asking:
    """A group of the programme with the time of the week that it has."""

    group: Group
    weekday: int
    starts_at: time
    minutes: int
    hosts: tuple[School, ...]


def plan_year(
    programme: Programme, *, first_on: date, number: int, least_days_between: int, by: Person, at: datetime
) -> ProgrammeYear:
    """One more try. The worker does it; nobody but the lead learns of it."""
    with transaction.atomic():
        plan = ProgrammeYear.objects.create(
            programme=programme, by=by, at=at, first_on=first_on, number=number,
            least_days_between=least_days_between,
        )  # fmt: skip
        record(by, "planned", plan, at=at)
    return plan


def groups_of(programme: Programme) -> tuple[list[Asking], list[Group]]:
    """Those that have a time of the week, and those that have none yet."""
    groups = list(programme.groups.going().order_by("title", "pk"))
    series = {
        one.group_id: one
        for one in Series.objects.filter(group__in=groups, weekday__lt=FIVE_DAYS).prefetch_related("hosts")
    }
    asking = [
        Asking(group, one.weekday, one.starts_at, one.minutes, tuple(one.hosts.all()))
        for group in groups
        if (one := series.get(group.pk))
    ]
    return asking, [group for group in groups if group.pk not in series]


def work_out(plan: ProgrammeYear) -> None:
    """Let the planner find the year. Begun again after a crash, it comes to the same."""
    asking, _without = groups_of(plan.programme)
    hosts = [host for one in asking for host in one.hosts]
    last_on = max((last_day(host, plan.first_on) for host in {host.pk: host for host in hosts}.values()),
                  default=last_day(plan.programme.school, plan.first_on))  # fmt: skip
    around = Surroundings([one.group for one in asking], hosts, plan.first_on, last_on)
    try:
        answer = _ask(plan, asking, around)
    except planner.Broken:
        answer = None
    finish(plan, asking, around, answer, at=clock.now())


def _ask(plan: ProgrammeYear, asking: list[Asking], around: Surroundings) -> dict[str, Any]:
    """Spread evenly first; groups for which there is no such year are tried more loosely, around all the others."""
    loose = dict.fromkeys((one.group.pk for one in asking), 0)
    while True:
        requests = [_request(plan, one, around, loose[one.group.pk]) for one in asking]
        question = {"ask": "plan", "seconds": SECONDS, "problem": problem_as_file(around.problem(requests))}
        answer: dict[str, Any] = planner.ask(
            question, seconds=SECONDS + SECONDS_OF_GRACE,
            on_progress=lambda spent: _tell(plan, spent), should_stop=lambda: _is_stopped(plan),
        )  # fmt: skip
        again = [pk for pk in map(int, answer["unmet"]) if loose[pk] < len(SPREADS)]
        if not again:
            return answer
        loose |= {pk: loose[pk] + 1 for pk in again}


def finish(
    plan: ProgrammeYear, asking: list[Asking], around: Surroundings, answer: dict[str, Any] | None, *, at: datetime
) -> None:
    """Keep what the planner found. A second finish, after a job ran twice, changes nothing."""
    with transaction.atomic():
        held = plan.held()
        if held.finished_at is not None:
            return
        held.finished_at, held.is_broken = at, answer is None
        held.save(update_fields=["finished_at", "is_broken"])
        if answer is not None:
            held.groups.bulk_create([_found(held, one, around, answer) for one in asking])
        record(None, "worked out", held, at=at)


def propose(plan: ProgrammeYear, *, by: Person, at: datetime) -> int:
    """Lay each group's year before it, and write to those who look after it. How many groups that were.

    A group that looks at years of its own keeps them. A second proposing changes nothing.
    """
    with transaction.atomic():
        held = plan.held()
        if held.proposed_at or held.is_running:
            return 0
        own = Choosing.objects.open().filter(from_programme=False).values("group")
        found = list(held.groups.exclude(stops=[]).exclude(group__in=own).select_related("group"))
        going = [one for one in found if one.group.is_going()]
        for one in going:
            _propose(held, one, by=by, at=at)
        ProgrammeYear.objects.filter(pk=plan.pk).update(proposed_at=at)
        record(by, "proposed", held, at=at)
    return len(going)


def _propose(plan: ProgrammeYear, one: GroupYear, *, by: Person, at: datetime) -> None:
    # Who cannot come was said to the lead in a wish: the group is shown dates and hosts.
    stops = [stop | {"absent": []} for stop in one.stops]
    choosing = Choosing.objects.offer(
        one.group, [{"weekday": one.weekday, "starts_at": one.starts_at, "stops": stops}], by=by, at=at,
        from_programme=True, minutes=one.minutes, number=plan.number, least_days_between=plan.least_days_between,
    )  # fmt: skip
    GroupYear.objects.filter(pk=one.pk).update(proposed=True)
    letters.propose(choosing, at=at)


def _request(plan: ProgrammeYear, one: Asking, around: Surroundings, loose: int) -> Request:
    cannot = plan.programme.answers.filter(cannot__weekday=one.weekday, cannot__starts_at=one.starts_at)
    last = max((day for days in around.open_days.values() for day in days), default=plan.first_on)
    even, least = max(0, (last - plan.first_on).days) // plan.number, plan.least_days_between
    gap = Gap(least, max(least, even) + A_MONTH.days)
    if loose < len(SPREADS):
        close, wide = SPREADS[loose]
        gap = Gap(max(least, even * close // 100), max(least, even * wide // 100) + DAYS_IN_A_WEEK)
    return Request(
        group=one.group, weekday=one.weekday, number=plan.number, gap=gap, hosts=one.hosts,
        answers=dict.fromkeys(cannot.values_list("person", flat=True), NO),
    )  # fmt: skip


def _found(plan: ProgrammeYear, one: Asking, around: Surroundings, answer: dict[str, Any]) -> GroupYear:
    key, members = str(one.group.pk), around.members[one.group.pk]
    rooms = {f"room-{room.pk}": room.name for rooms in around.rooms.values() for room in rooms}
    everybody = [member.person_id for member in members]
    stops = [as_stop(stop, everybody, rooms) for stop in answer["groups"].get(key, ())]
    return GroupYear(
        plan=plan, group=one.group, weekday=one.weekday, starts_at=one.starts_at, minutes=one.minutes,
        members=len(members), stops=stops, travel=totals(stops, members, around.minutes),
        unmet=answer["unmet"].get(key),
    )  # fmt: skip


def _tell(plan: ProgrammeYear, spent: float) -> None:
    progress = min(NEARLY, round(100 * spent / SECONDS))
    ProgrammeYear.objects.running().filter(pk=plan.pk).update(progress=progress)


def _is_stopped(plan: ProgrammeYear) -> bool:
    return ProgrammeYear.objects.filter(pk=plan.pk, stop_asked_at__isnull=False).exists()
