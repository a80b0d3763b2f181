"""Approaches, and programmes with what they offer, what staff said, and the plans of their leads."""

from dataclasses import asdict
from datetime import date, time, timedelta

from collegium.forming import models as forming
from collegium.forming.rules import Rules
from collegium.impact import models as impact
from collegium.programmes import models as programmes
from collegium.scheduling.models import ProgrammeYear
from tests.house import reference as ref
from tests.house.population import people

SEPTEMBER = date(2026, 9, 1)


def draw(world):
    world.approaches = {school: approach(world, school) for school in world.schools}
    for school in world.schools:
        aspect(world, school)
    world.programmes = [programme(world, number) for number in range(world.random.randint(2, 4))]


def aspect(world, school):
    plain = ref.Part(school)
    about = world.word_of(plain, "programmes.aspect")
    row = world.know(plain, world.rows[school].aspects.create(title=f"Feedback at {school.name}", about=about))
    by = world.rows[world.later.choice(world.people)]
    more = {"year_starts_on": SEPTEMBER, "measure": "appraisal", "by": by, "at": world.at}
    asked = impact.Comparison.objects.create(school=world.rows[school], aspect=row, judged_on=world.today, **more)
    world.know(ref.Part(school), asked)
    for is_withdrawn in (True, False):
        told = ref.Round(school, is_withdrawn=is_withdrawn)
        title = world.word(lambda u, told=told: ref.shared_round(u, told))
        aspects = [{"aspect": row.pk, "title": title, "cells": {}}]
        gone = world.at if is_withdrawn else None
        shared = impact.SharedRound.objects.create(
            school=world.rows[school], aspects=aspects, withdrawn_at=gone, **more
        )
        world.know(told, shared)


def approach(world, school):
    row = programmes.Approach.objects.create(
        school=world.rows[school], key="group", title="Group", engine="cycle", entry="open"
    )
    programmes.RoleTemplate.objects.create(approach=row, key="coordinator", title="Coordinator", leads=True)
    if world.later.random() < 0.5:
        programmes.RoleTemplate.objects.create(
            approach=row, key="organiser", title="Organiser", each_meeting=True, organises=True
        )
    return world.know(ref.Part(school), row)


def programme(world, number):
    school = world.one(world.schools)
    is_open, lasts = world.maybe(0.7), world.maybe()
    plain = ref.Programme(
        f"Programme {number}", school, {school, *world.some(world.schools)}, is_open, is_open and lasts
    )
    row = programmes.Programme.objects.create(
        school=world.rows[school], approach=world.approaches[school], title=plain.name, year_starts_on=SEPTEMBER,
        opened_at=world.at if is_open else None, wishes_until=world.today + timedelta(days=9 if lasts else -9),
        vision=world.word(lambda u: ref.programme(u, plain)),
    )  # fmt: skip
    world.know(plain, row)
    row.schools.set(world.rows[one] for one in plain.schools)
    lead = world.one(world.people)
    if ("cpd-lead", school) not in lead.duties:
        people.duty(world, lead, "cpd-lead", school)
    offered(world, plain, row)
    said(world, plain, row)
    of_the_lead(world, plain, row, lead)
    if world.maybe():
        plan(world, plain, row, lead)
        by = world.rows[lead]
        change = forming.Adjustment.objects.create(programme=row, by=by, at=world.at, problem={})
        world.know(ref.Part(plain), change)
        year = ProgrammeYear.objects.create(programme=row, by=by, at=world.at, first_on=world.today, number=3)
        world.know(ref.Part(plain), year)
    return plain


def offered(world, plain, row):
    # A theme is named on the cards of its groups, which more people see than the programme.
    for order in range(2):
        theme = row.themes.create(title=f"Theme {order} of {plain.name}", order=order)
        world.know(ref.Part(plain), theme)
        world.know(ref.Part(plain), row.slots.create(weekday=order, starts_at=time(15, 45)))


def said(world, plain, row):
    for person in world.some(world.people, 3):
        reply = ref.Part(plain, person)
        text = world.word_of(reply, "programmes.visionreply")
        world.know(reply, row.replies.create(by=world.rows[person], text=text, at=world.at))
    for person in world.some(world.people, 5):
        answer = ref.Part(plain, person)
        question = world.word_of(answer, "programmes.answer")
        world.know(answer, row.answers.create(person=world.rows[person], question=question, at=world.at))


def of_the_lead(world, plain, row, lead):
    by = world.rows[lead]
    for person in world.some(world.people, 2):
        decided = row.unanswered.create(person=world.rows[person], choice="left-out", by=by, at=world.at)
        world.know(ref.Part(plain, person), decided)
    setter = world.one([lead, *world.people])
    one, other = sorted(world.random.sample(world.people, 2), key=lambda person: world.rows[person].pk)
    pair = row.kept_apart.create(one=world.rows[one], other=world.rows[other], by=world.rows[setter], at=world.at)
    world.know(ref.Pair(plain, setter, two=(one, other)), pair)
    file = ref.Part(plain, setter)
    name = world.word(lambda u: ref.ones_own_as_lead(u, file), setter)
    brought = row.wish_files.create(
        by=world.rows[setter], at=world.at, name=name, columns=["Name"], rows=[["A B"]], numbers=[2],
        meanings=["name"],
    )  # fmt: skip
    world.know(file, brought)


def plan(world, plain, row, lead):
    """A try under way, with one group so far, seen by leads only."""
    formation = forming.Formation.objects.create(
        programme=row, number=1, by=world.rows[lead], at=world.at, problem={}, chosen_at=world.at,
        rules=asdict(Rules(3, 6)),
    )  # fmt: skip
    world.know(ref.Part(plain), formation)
    group = forming.ProposedGroup.objects.create(
        formation=formation, key="g1", theme=row.themes.first(), slot=row.slots.first(),
        title=world.word(lambda u: ref.leads(u, plain)),
    )  # fmt: skip
    world.know(ref.Part(plain), group)
    for person in world.some(world.people, 3):
        place = forming.Placement.objects.create(formation=formation, person=world.rows[person], group=group)
        world.know(ref.Part(plain, person), place)
        by, theme = world.rows[lead], row.themes.last()
        weighed = forming.Weighing.objects.create(placement=place, theme=theme, by=by, at=world.at)
        world.know(ref.Part(plain, person), weighed)
