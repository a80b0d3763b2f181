"""Learning walks: prepared, announced, under way, over; the lessons that were drawn, and what was written there."""

from datetime import date

from collegium.programmes.models import Aspect
from collegium.walks.models import LookedIn, LookFor, Sheet, Stop, Walk, Walker
from tests.house import reference as ref
from tests.house import reference_evidence as seen


def draw(world):
    dice = world.later
    for school in world.schools:
        staff = sorted((one for one in world.people if school in one.schools), key=lambda one: one.name)
        if len(staff) >= 3:
            for stage in ("draft", "announced", "drawn", "finished"):
                walk(world, dice, school, staff, stage)


def walk(world, dice, school, staff, stage):
    walkers, by = dice.sample(staff, 2), dice.choice(staff)
    plain = seen.Walk(school, by, set(walkers), stage != "draft", stage == "finished", dice.random() < 0.1)
    plain.is_off = plain.is_off and not plain.is_finished
    aspect, _ = Aspect.objects.get_or_create(school=world.rows[school], title="Feedback")
    if aspect.pk not in world.things["programmes.aspect"]:
        world.know(ref.Part(school), aspect)
    row = Walk.objects.create(
        school=world.rows[school], aspect=aspect, focus=world.word_of(plain, "walks.walk"), by=world.rows[by],
        first_on=world.today, last_on=world.today, made_at=world.at,
        announced_at=world.at if stage != "draft" else None, reviewed_on=world.today,
        drawn_at=world.at if stage in ("drawn", "finished") else None,
        finished_at=world.at if stage == "finished" else None,
        called_off_at=world.at if plain.is_off else None, lessons=12 if stage == "finished" else 0,
    )  # fmt: skip
    world.know(plain, row)
    LookFor.objects.create(walk=row, order=1, text=world.word_of(plain, "walks.walk"))
    places = [
        Walker.objects.create(walk=row, person=world.rows[one], place=place)
        for place, one in enumerate(walkers, start=1)
    ]
    teacher = dice.choice([one for one in staff if one not in walkers])
    if stage in ("drawn", "finished") and not plain.is_off:
        stop(world, dice, plain, row, teacher, school, list(zip(walkers, places, strict=True)))
    mine = ref.Part(school, teacher)
    world.know(mine, LookedIn.objects.create(
        person=world.rows[teacher], school=world.rows[school], year_starts_on=date(world.today.year, 9, 1), minutes=10
    ))  # fmt: skip


def stop(world, dice, plain, row, teacher, school, walkers):
    lesson = seen.Stop(plain, teacher, is_seen=plain.is_finished or dice.random() < 0.6)
    made = Stop.objects.create(
        walk=row, teacher=world.rows[teacher], day=world.today, period=world.periods[school], is_double=True,
        room=world.word_of(lesson, "walks.stop"), is_seen=lesson.is_seen,
    )  # fmt: skip
    world.know(lesson, made)
    for person, place in walkers if lesson.is_seen else ():
        world.know(seen.Sheet(lesson, person), Sheet.objects.create(stop=made, walker=place, changed=1))
