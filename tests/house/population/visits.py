"""Timetables, plans of visits, and visits with what was seen: each between two people."""

from datetime import time, timedelta

from collegium.visits import models as visits
from tests.house import reference as ref
from tests.house import reference_work as work


def draw(world):
    world.periods = {}
    for school in world.schools:
        day(world, school)
    for person in world.some([one for one in world.people if one.schools], 6):
        timetable(world, person)
    for programme in world.programmes:
        plan(world, programme, programme=world.rows[programme])
    for group in world.groups:
        made = plan(world, group, group=world.rows[group])
        crowd = [*group.members, *group.former]
        if len(crowd) >= 2:
            visitor, visited = world.random.sample(crowd, 2)
            planned(world, group, made, visitor, visited)
            visit(world, group, visitor, visited)
    if len(world.people) >= 2:
        visit(world, None, *world.random.sample(world.people, 2))


def day(world, school):
    row = world.rows[school]
    world.know(ref.Part(school), visits.Rhythm.objects.create(school=row))
    period = visits.Period.objects.create(
        school=row, order=1, title="Period 1", starts_at=time(9), ends_at=time(10)
    )
    world.periods[school] = world.know(ref.Part(school), period)
    quiet = visits.QuietDays.objects.create(
        school=row, title=world.word(lambda u: school in u.schools), starts_on=world.today, ends_on=world.today
    )
    world.know(ref.Part(school), quiet)
    file, by = ref.Part(school), world.one(world.people)
    brought = visits.TimetableFile.objects.create(
        school=row, by=world.rows[by], at=world.at, columns=["Teacher"], rows=[["A"]],
        numbers=[2], name=world.word(lambda u: work.keepers(u, file), by),
    )  # fmt: skip
    world.know(file, brought)


def timetable(world, person):
    school = world.one(person.schools)
    plain = work.Timetable(school, person, by=world.one([person, *world.people]))
    row = visits.Timetable.objects.create(
        person=world.rows[person], school=world.rows[school], by=world.rows[plain.by], at=world.at
    )
    world.know(plain, row)
    row.lessons.create(
        weekday=1, period=world.periods[school], class_name=world.word_of(plain, "visits.timetable")
    )


def plan(world, of, **fields):
    row = visits.Plan.objects.create(
        by=world.rows[world.one(world.people)], at=world.at, first_on=world.today,
        last_on=world.today + timedelta(days=9), problem={}, **fields,
    )  # fmt: skip
    return world.know(ref.Part(of), row)


def planned(world, group, made, visitor, visited):
    school = world.schools[0]
    plain = ref.Part(group, visitor)
    row = made.planned.create(
        group=world.rows[group], school=world.rows[school], visitor=world.rows[visitor],
        visited=world.rows[visited], on=world.today, period=world.periods[school],
        class_name=world.word_of(plain, "visits.plannedvisit"),
    )  # fmt: skip
    world.know(plain, row)


def visit(world, group, visitor, visited):
    school = world.schools[0]
    plain = work.Visit(group, visitor, visited, is_off=world.maybe(0.3))
    starts = world.at + timedelta(days=world.random.choice([-5, 5]))
    row = visits.Visit.objects.create(
        visitor=world.rows[visitor], visited=world.rows[visited], school=world.rows[school],
        group=world.rows[group] if group else None, starts_at=starts, ends_at=starts + timedelta(minutes=50),
        asked_at=world.at, visitor_said_at=world.at, visited_said_at=world.at, changed_at=world.at,
        ended_at=world.at if plain.is_off else None, cover=world.maybe(),
        room=world.word_of(plain, "visits.visit"), focus=world.word_of(plain, "visits.visit"),
    )  # fmt: skip
    world.know(plain, row)
    for person in (visitor, visited):
        line = world.word(lambda u: u in (visitor, visited))
        row.takeaways.create(person=world.rows[person], text=line, at=world.at)
    seen(world, plain, row, group)


def seen(world, plain, visit, group):
    crowd = [*group.members, *group.former] if group else world.people
    named = set(world.some([one for one in crowd if one not in (plain.person, plain.visited)], 2))
    record = work.Record(plain, None, world.maybe(0.7), world.maybe(0.1), world.maybe(), named)
    row = visits.Record.objects.create(
        visit=visit, question=world.word_of(record, "visits.record", plain.person),
        given_at=world.at if record.is_given else None, deleted_at=world.at if record.is_deleted else None,
    )  # fmt: skip
    world.know(record, row)
    row.notes.create(key="1", at=world.at, text=world.word_of(record, "visits.record", plain.person))
    showing = row.showings.create(
        by=visit.visited, at=world.at, agreed_at=world.at if record.both_agreed else None,
    )  # fmt: skip
    showing.named.set(world.rows[one] for one in named)
