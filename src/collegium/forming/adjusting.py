"""In the middle of the year: what a newcomer or a leaver changes in the groups of a shared programme.

Groups that have met stay as they are unless the lead opens them again; they may gain members. Nobody is put into a
group: whoever is to come is asked, by the group's own rule, and says yes or no.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from collegium.forming import planner
from collegium.forming import problem as problems
from collegium.forming.midyear import problem_now, running_groups
from collegium.forming.models import Adjustment, Meanwhile
from collegium.groups import letters
from collegium.groups.inviting import invite, school_of
from collegium.groups.models import Group, Invitation, Membership
from collegium.groups.starting import start
from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models import Person, School
from collegium.planning.groups import Group as Planned
from collegium.programmes.models import Programme, Theme

SECONDS = 20
SEED = 1


def ask(
    programme: Programme,
    *,
    newcomers: Iterable[int],
    leavers: Iterable[int],
    opened: Iterable[str],
    by: Person,
    at: datetime,
) -> Adjustment:
    """What would change if these came and those left. Nothing changes yet."""
    newcomers, leavers = sorted(set(newcomers)), sorted(set(leavers))
    running = running_groups(programme, at=at)
    task = problem_now(programme, running, newcomers=newcomers, leavers=leavers, opened=set(opened), at=at)
    with transaction.atomic():
        adjustment = Adjustment.objects.create(
            programme=programme, by=by, at=at, problem=problems.as_file(task), newcomers=newcomers, leavers=leavers
        )
        record(by, "asked", adjustment, at=at)
    return adjustment


def work_out(adjustment: Adjustment) -> None:
    """Let the planner find what changes. Begun again after a crash, it comes to the same."""
    try:
        found = planner.plan(
            adjustment.problem, seconds=SECONDS, seed=SEED, on_progress=lambda _: None, should_stop=lambda: False
        )
    except planner.Broken:
        found = planner.Outcome(clashes=({"code": "broken"},))
    adjustment.finish(
        [problems.group_as_file(group) for group in found.groups], bound=found.bound, failure=list(found.clashes),
        at=clock.now(),
    )  # fmt: skip


def carry_out(adjustment: Adjustment, *, by: Person, at: datetime) -> None:
    """Leavers leave, whoever is to come is asked. Where the groups are not as they were, look again first.

    A second carrying out changes nothing.
    """
    with transaction.atomic():
        programme = adjustment.programme.held()
        held = Adjustment.objects.select_for_update(of=("self",)).get(pk=adjustment.pk)
        if held.applied_at is not None:
            return
        if held.is_running or held.failure or not is_still_true(held, at=at):
            raise Meanwhile
        day = clock.day_of(at)
        leaving = Membership.objects.current(day).filter(group__programme=programme, person__in=held.leavers)
        for membership in leaving.select_related("group").order_by("pk"):
            membership.leave(by=by, at=at)
        _ask_everybody(held, programme, by=by, at=at)
        held.applied_at = at
        held.save(update_fields=["applied_at"])
        record(by, "carried out", held, at=at)


def is_still_true(adjustment: Adjustment, *, at: datetime) -> bool:
    """Whether everybody is where they were when it was worked out."""
    groups = {int(group.id) for group in adjustment.task.previous}
    then = {
        (group.id, member): None for group in adjustment.task.previous for member in group.members
    }  # fmt: skip
    current = Membership.objects.current(clock.day_of(at)).filter(group__in=groups)
    gone = current.exclude(person__in=adjustment.leavers).values_list("group", "person")
    now = {(str(group), str(person)) for group, person in gone}
    counted_once = {person for _group, person in then}
    return then.keys() <= now and all(person in counted_once for _group, person in now)


def _ask_everybody(adjustment: Adjustment, programme: Programme, *, by: Person, at: datetime) -> None:
    people = Person.objects.in_bulk([int(change.person) for change in adjustment.changes])
    begun: dict[str, Group] = {}
    for change in adjustment.changes:
        person = people[int(change.person)]
        if change.after is None:
            continue
        if change.after.isdecimal():
            invite(Group.objects.get(pk=int(change.after)), person, by=by, at=at)
            continue
        if change.after not in begun:
            begun[change.after] = _begin(adjustment, programme, adjustment.plan.group[change.after], by=by, at=at)
        _ask_into_new(begun[change.after], person, by=by, at=at)


def _begin(adjustment: Adjustment, programme: Programme, planned: Planned, *, by: Person, at: datetime) -> Group:
    """A group that was not there before: the school's yes is this step, as when a plan is shared."""
    theme = Theme.objects.get(pk=int(planned.theme))
    homes = [School.objects.get(pk=int(adjustment.task.person[member].school)) for member in planned.members]
    return start(
        by=by, at=at, approach=programme.approach, title=theme.title, programme=programme, theme=theme,
        schools=list({school.pk: school for school in homes}.values()),
        cap=max(programme.largest, len(planned.members)),
    )  # fmt: skip


def _ask_into_new(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    invitation = Invitation.objects.send(group, person, school_of(person, group), by=by, at=at)
    letters.ask(invitation, at=at)
