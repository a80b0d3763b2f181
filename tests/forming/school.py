"""A staff of about twenty, drawn: enough for several groups, and for somebody to be left over."""

import random
from datetime import date

from collegium.people.models import Appointment, Department, Person
from collegium.programmes.models import Answer, KeepApart, Wish
from tests.conftest import MONDAY


def staff_of(programme, count=20, *, seed=1, unanswered=0):
    """So many teachers with wishes and times, and some more who did not answer."""
    drawn = random.Random(seed)
    school = programme.school
    departments = [Department.objects.get_or_create(school=school, name=name)[0] for name in ("Art", "Maths", "PE")]
    people = []
    for number in range(count + unanswered):
        person = Person.objects.create(
            first_name=f"Teacher{number}", last_name=f"Surname{number}", email=f"t{number}@example.org"
        )
        Appointment.objects.create(
            person=person, school=school, starts_on=date(2020, 9, 1), department=drawn.choice(departments),
            experience=drawn.choice([1, 1, 2]),
        )  # fmt: skip
        if number < count:
            answer(programme, person, drawn)
        people.append(person)
    return people


def answer(programme, person, drawn=None, *, wishes=None, cannot=(), would_lead=None, joins=True):
    """Their wishes, and when they cannot: drawn where it is not given; ``cannot=None``: always free."""
    drawn = drawn or random.Random(person.pk)
    themes = list(programme.themes.order_by("order"))
    given = Answer.objects.create(
        programme=programme, person=person, at=MONDAY, joins_as_given=joins,
        would_lead=drawn.random() < 0.5 if would_lead is None else would_lead,
    )  # fmt: skip
    chosen = wishes if wishes is not None else drawn.sample(themes, len(themes))
    Wish.objects.bulk_create(
        [Wish(answer=given, theme=theme, rank=rank) for rank, theme in enumerate(chosen, start=1)]
    )
    if cannot is not None:
        given.cannot.set(cannot or [slot for slot in programme.slots.all() if drawn.random() < 0.25])
    return given


def keep_apart(programme, one, other, by):
    first, second = sorted((one, other), key=lambda person: person.pk)
    KeepApart.objects.create(programme=programme, one=first, other=second, by=by, at=MONDAY)
