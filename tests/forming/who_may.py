"""Only the lead of the programme learns that there is a plan."""

from datetime import date

from collegium.forming import adjusting
from collegium.forming.models import Adjustment, Formation, Placement, Weighing
from collegium.forming.rules import Rules
from collegium.forming.sharing import Beginning, share
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


def missed_place(world) -> list[int]:
    """Sam wished for feedback first, and is in oracy."""
    formation = plan(world)
    place = Placement.objects.get(formation=formation, person=world.people["sam"])
    if place.rank == 1:
        first = world.programme.themes.get(title="Written feedback")
        for entry in formation.problem["people"]:
            if entry["id"] == str(place.person_id):
                entry["wishes"] = [str(first.pk), *entry["wishes"]]
        formation.save()
        Placement.objects.filter(pk=place.pk).update(rank=2)
    return [place.pk]


def missed_theme(world) -> dict[str, int]:
    return {"theme": world.programme.themes.get(title="Written feedback").pk}


def a_weighing(world) -> list[int]:
    [place] = missed_place(world)
    theme = missed_theme(world)["theme"]
    found, _new = Weighing.objects.get_or_create(
        placement_id=place, theme_id=theme, defaults={"by": world.people["hale"], "at": MONDAY}
    )
    return [found.pk]


def shared(world) -> list[int]:
    formation = plan(world)
    share(formation, Beginning(date(2026, 12, 1), 3, 21), by=world.people["hale"], at=MONDAY)
    return [formation.programme_id]


def an_adjustment(world) -> list[int]:
    shared(world)
    made = Adjustment.objects.first() or adjusting.ask(
        world.programme, newcomers=[], leavers=[world.people["sam"].pk], opened=[], by=world.people["hale"], at=MONDAY
    )
    return [made.pk]


def finished_adjustment(world) -> list[int]:
    [pk] = an_adjustment(world)
    made = Adjustment.objects.get(pk=pk)
    made.finish(made.problem["previous"]["groups"], bound=None, failure=[], at=MONDAY)
    return [pk]


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
    Row("forming:weighings", LEAD_ACTS, missed_place, "post", missed_theme),
    Row("forming:weighing", LEAD_SEES, a_weighing),
    Row("forming:adjusting", LEAD_MAY_NOT, the_programme, note="before it is shared"),
    Row("forming:adjustments", LEAD_MAY_NOT, the_programme, "post", note="before it is shared"),
    Row("forming:adjusting", LEAD_SEES, shared),
    Row("forming:adjustments", LEAD_ACTS, shared, "post", lambda world: {"leavers": [world.people["sam"].pk]}),
    Row("forming:adjustment", LEAD_SEES, an_adjustment),
    Row("forming:adjustment_progress", LEAD_SEES, an_adjustment),
    Row("forming:carrying_out", LEAD_ACTS, finished_adjustment, "post"),
    Row("forming:share", LEAD_ACTS, finished, "post", lambda world: SHARED),
]  # fmt: skip
