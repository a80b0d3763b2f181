"""Only the lead of the programme learns that there is a plan."""

from collegium.forming.models import Formation, Placement
from collegium.forming.rules import Rules
from collegium.forming.trying import try_again
from collegium.planning.groups import Group, GroupsPlan
from tests.conftest import MONDAY
from tests.forming.school import answer
from tests.house.who_may import Row

LEAD_SEES = "302 404 404 404 404 200 404 404 404 404"
LEAD_ACTS = "302 404 404 404 404 302 404 404 404 404"
LEAD_MAY_NOT = "302 404 404 404 404 403 404 404 404 404"


def plan(world) -> Formation:
    """A finished try: Ama, Tom and Sam in a group, wishes closed."""
    if found := Formation.objects.first():
        return found
    programme = world.programme
    programme.closed_at = MONDAY
    programme.save()
    people = [world.people[name] for name in ("ama", "tom", "sam")]
    theme, slot = programme.themes.get(title="Oracy"), programme.slots.get(weekday=1)
    for person in people:
        answer(programme, person, wishes=[theme], would_lead=True, cannot=[programme.slots.get(weekday=3)])
    formation = try_again(programme, Rules(3, 6), by=world.people["hale"], at=MONDAY)
    members = tuple(sorted(str(person.pk) for person in people))
    formation.write(GroupsPlan(0, 0, 0, 1, (Group("g1", str(theme.pk), str(slot.pk), members[0], members),)))
    formation.finished_at = MONDAY
    formation.save()
    return formation


def running(world) -> list[int]:
    formation = plan(world)
    formation.finished_at = None
    formation.save()
    return [formation.pk]


def finished(world) -> list[int]:
    return [plan(world).pk]


def sams_place(world) -> list[int]:
    return [Placement.objects.get(formation=plan(world), person=world.people["sam"]).pk]


def the_group(world) -> list[int]:
    return [plan(world).groups.get(key="g1").pk]


def arranged(world) -> dict[str, object]:
    group = plan(world).groups.get(key="g1")
    return {"title": "Talk", "leader": group.leader_id, "slot": group.slot_id}


def the_programme(world) -> list[int]:
    return [plan(world).programme_id]


SHARED = {"first_on": "2026-12-01", "number": 3, "least_days_between": 21}

ROWS = [
    Row("forming:programme", LEAD_SEES, lambda world: [world.programme.pk], note="while wishes come in"),
    Row("forming:rules", LEAD_MAY_NOT, lambda world: [world.programme.pk], note="while wishes come in"),
    Row("forming:tries", LEAD_MAY_NOT, lambda world: [world.programme.pk], "post", note="while wishes come in"),
    Row("forming:rules", LEAD_SEES, the_programme),
    Row("forming:tries", LEAD_ACTS, the_programme, "post",
        lambda world: {"smallest": 3, "largest": 6, "seconds": 20}),
    Row("forming:formation", LEAD_SEES, finished),
    Row("forming:formation", LEAD_SEES, running, note="running"),
    Row("forming:progress", LEAD_SEES, running),
    Row("forming:restart", LEAD_ACTS, running, "post"),
    Row("forming:end", LEAD_ACTS, running, "post"),
    Row("forming:choice", LEAD_ACTS, finished, "post"),
    Row("forming:choice", LEAD_MAY_NOT, running, "post", note="running"),
    Row("forming:undoing", LEAD_ACTS, finished, "post"),
    Row("forming:problem", LEAD_SEES, finished),
    Row("forming:print", LEAD_SEES, finished),
    Row("forming:outside", LEAD_SEES, finished),
    Row("forming:newcomer", LEAD_ACTS, finished, "post", lambda world: {"person": world.people["finn"].pk}),
    Row("forming:place", LEAD_SEES, sams_place),
    Row("forming:move", LEAD_ACTS, sams_place, "post", lambda world: {"into": "", "was": "g1"}),
    Row("forming:group", LEAD_SEES, the_group),
    Row("forming:arrangement", LEAD_ACTS, the_group, "post", arranged),
    Row("forming:halves", LEAD_ACTS, the_group, "post"),
    Row("forming:keeping", LEAD_ACTS, the_group, "post", lambda world: {"keep": "1"}),
    Row("forming:sharing", LEAD_SEES, finished),
    Row("forming:share", LEAD_ACTS, finished, "post", lambda world: SHARED),
]  # fmt: skip
