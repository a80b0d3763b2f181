"""Trying to form the groups of a programme: asking for a plan, working it out, putting somebody in by hand."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from collegium.forming import planner
from collegium.forming import problem as problems
from collegium.forming.gathering import offer_of, staff_of
from collegium.forming.models import Formation, Placement, ProposedGroup
from collegium.forming.rules import Rules
from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models import Person
from collegium.planning.groups import Group, GroupsPlan
from collegium.programmes.models import Programme, Unanswered

# The progress bar stops short of its end: the end is the plan.
NEARLY = 96


def try_again(
    programme: Programme, rules: Rules, *, by: Person, at: datetime, keeping: Formation | None = None
) -> Formation:
    """A new try under these rules. Groups that the earlier one keeps stay as they are."""
    staff, offer = staff_of(programme), offer_of(programme)
    kept = kept_groups(keeping) if keeping else {}
    task = problems.problem_of(staff, offer, rules, [group for group, _title in kept.values()])
    coming = {person.id for person in task.people}
    with transaction.atomic():
        programme.held()
        latest = Formation.objects.filter(programme=programme).aggregate(
            number=Max("number", default=0), chosen=Max("chosen_at")
        )
        formation = Formation.objects.create(
            programme=programme, number=latest["number"] + 1, by=by, at=at,
            chosen_at=max(at, latest["chosen"] or at), rules=rules.as_kept(), problem=problems.as_file(task),
        )  # fmt: skip
        Placement.objects.bulk_create(
            [
                Placement(
                    formation=formation, person_id=somebody.id,
                    came_by=problems.how_they_came(somebody, offer, rules),
                )
                for somebody in staff
                if str(somebody.id) in coming
            ],
            batch_size=200,
        )  # fmt: skip
        formation.write(
            GroupsPlan(0, None, 0.0, formation.seed, tuple(group for group, _title in kept.values())),
            {key: title for key, (_group, title) in kept.items()},
        )
        formation.groups.update(kept=True)
        decide(programme, rules, by=by, at=at)
        record(by, "formed", formation, at=at)
    return formation


def decide(programme: Programme, rules: Rules, *, by: Person, at: datetime) -> None:
    """Write down for whom the planner may choose, and who is no longer among them."""
    planner_may = Unanswered.Choice.PLANNER
    before = set(programme.unanswered.filter(choice=planner_may).values_list("person", flat=True))
    people = Person.objects.in_bulk(before.symmetric_difference(rules.place))
    for pk, person in people.items():
        programme.collecting.decide_for(
            person, planner_may if pk in rules.place else Unanswered.Choice.LEFT_OUT, by=by, at=at
        )


def kept_groups(formation: Formation) -> dict[str, tuple[Group, str]]:
    """The groups that this try keeps, with their names. Whoever left the staff is left to the planner to drop."""
    kept = dict(ProposedGroup.objects.filter(formation=formation, kept=True).values_list("key", "title"))
    return {group.id: (group, kept[group.id]) for group in formation.standing().groups if group.id in kept}


def work_out(formation: Formation) -> None:
    """Let the planner find the groups. Begun again after a crash, it comes to the same plan."""
    try:
        outcome = planner.plan(
            formation.problem,
            seconds=formation.asked.seconds,
            seed=formation.seed,
            on_progress=lambda spent: _tell(formation, spent),
            should_stop=lambda: _is_stopped(formation),
        )
    except planner.Broken:
        outcome = planner.Outcome(clashes=({"code": "broken"},))
    finish(formation, outcome, at=clock.now())


def finish(formation: Formation, outcome: planner.Outcome, *, at: datetime) -> None:
    """Keep what the planner found. A second finish, after a job ran twice, changes nothing."""
    with transaction.atomic():
        formation = Formation.objects.select_for_update().get(pk=formation.pk)
        if formation.finished_at is not None:
            return
        formation.finished_at = at
        formation.failure = list(outcome.clashes)
        formation.bound = outcome.bound
        if not outcome.clashes:
            formation.write(GroupsPlan(0, outcome.bound, 0.0, formation.seed, outcome.groups))
            formation.placements.update(moved_by_hand=False)
        formation.save(update_fields=["finished_at", "failure", "bound"])
        record(None, "worked out", formation, at=at)


def take_in(formation: Formation, person: Person, *, by: Person, at: datetime) -> Placement | None:
    """Somebody who was left out of the try is put into it, in no group yet, to be moved by hand."""
    offer = offer_of(formation.programme)
    staff = {somebody.id: somebody for somebody in staff_of(formation.programme)}
    if person.pk not in staff:
        return None
    somebody = staff[person.pk]
    with transaction.atomic():
        held = formation.locked()
        place, is_new = held.placements.get_or_create(
            person=person,
            defaults={"came_by": _came_by(somebody)},
        )
        if is_new:
            wishes = tuple(map(str, somebody.wishes)) or problems.wishes_of_nobody(staff.values(), offer)
            entry = problems.taken_in(held.task, somebody, wishes)
            task = replace(held.task, people=(*held.task.people, entry))
            held.problem = problems.as_file(task)
            held.save(update_fields=["problem"])
            del held.task
            held.write(held.standing())
            record(by, "took in", held, at=at)
    return place


def _came_by(somebody: problems.Somebody) -> str:
    if somebody.is_new:
        return Placement.CameBy.NEW
    return Placement.CameBy.WISH if somebody.has_wishes else Placement.CameBy.UNANSWERED


def _tell(formation: Formation, spent: float) -> None:
    progress = min(NEARLY, round(100 * spent / formation.asked.seconds))
    Formation.objects.running().filter(pk=formation.pk).update(progress=progress)


def _is_stopped(formation: Formation) -> bool:
    return Formation.objects.filter(pk=formation.pk, stop_asked_at__isnull=False).exists()
