"""The visits of the demo: Northgate's timetable, one triad's plan, and what Mo Khan has before him today."""

import random
from datetime import datetime, time, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.people.models import Appointment, Person, Responsibility
from collegium.visits.models import (
    Period,
    Record,
    Stretch,
    Taught,
    Timetable,
    Visit,
    When,
    keep_quiet,
    set_day,
    take_away,
)
from collegium.visits.planning import plan_for, work_out

DAY = (("Period 1", 8, 50), ("Period 2", 9, 50), ("Period 3", 11, 10), ("Period 4", 12, 10), ("Period 5", 14, 0))
LESSON_LASTS = timedelta(hours=1)
# Whoever looks at the demo an hour after it was made still finds today's visit before them.
DOUBLE_LESSON = timedelta(minutes=100)
SEED = 1907
SUBJECTS = {"Leadership": "history", "Learning support": "study skills", "Art and design": "art"}
SEEN = (
    (4, "Table by the window: three talk it over before a hand goes up."),
    (11, "Two pupils write down what their neighbour said. One crosses out and begins again."),
    (19, "Question to the whole class. Eleven hands after four seconds."),
    (27, "Boy at the back reads his sentence aloud; the next builds on it."),
)


def visit_each_other(made: DemoNetwork, *, at: datetime) -> None:
    """Timetables for everybody who teaches at Northgate, and visits at every stage."""
    keeper, lead, school = made.people["Rob Tate"], made.people["Helen Marsh"], made.northgate
    began = at - timedelta(days=60)
    stretches = [Stretch(name, time(hour, minute), time(hour + 1, minute)) for name, hour, minute in DAY]
    set_day(school, stretches, weeks=2, a_week_on=made.year_starts_on, by=keeper, at=began)
    monday = at.date() + timedelta(days=28 - at.weekday())
    keep_quiet(school, "Year 11 mock exams", monday, monday + timedelta(days=4), by=lead, at=began)
    _bring_timetables(made, keeper, at=began)
    Responsibility.objects.give(keeper, Responsibility.Kind.COVER, school, by=keeper, at=began)
    _plan_a_triad(made, at=at)
    _mo(made, at=at)


def _bring_timetables(made: DemoNetwork, keeper: Person, *, at: datetime) -> None:
    dice = random.Random(SEED)
    periods = list(Period.objects.of(made.northgate).values_list("pk", flat=True))
    staff = Appointment.objects.filter(school=made.northgate, post=Appointment.Post.TEACHER)
    for number, place in enumerate(staff.select_related("person", "department").order_by("pk")):
        subject = SUBJECTS.get(str(place.department), str(place.department).lower())
        load = 0.3 if str(place.department) == "Leadership" else 0.72
        rows = [
            Taught(week, day, period, False, f"Year {dice.randint(7, 11)} {subject}", f"Room {number + 1}")
            for week in (0, 1) for day in range(5) for period in periods if dice.random() < load
        ]  # fmt: skip
        taken = {row[:3] for row in rows}
        free = [(week, day, period) for week in (0, 1) for day in range(5) for period in periods]
        protected = [place_ for place_ in free if place_ not in taken][:2]
        rows += [Taught(*place_, True) for place_ in protected]
        Timetable.objects.write(place.person, made.northgate, rows, by=keeper, at=at)


def _plan_a_triad(made: DemoNetwork, *, at: datetime) -> None:
    """Amara's group has a plan that she has not proposed yet."""
    amara = made.people["Amara Bello"]
    group = Group.objects.looked_after_by(amara).going().order_by("pk").first()
    if group:
        first = at.date() + timedelta(days=7 - at.weekday())
        work_out(plan_for(group, None, first, first + timedelta(days=25), by=amara, at=at))


def _mo(made: DemoNetwork, *, at: datetime) -> None:
    """A visit today; one that somebody asks of him; one past, whose notes are his."""
    mo, priya, lewis, meera = (made.people[name] for name in ("Mo Khan", "Priya Nair", "Lewis Barr", "Meera Joshi"))
    school = made.northgate
    now = at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)
    today = Visit.objects.arrange(
        mo, priya, When(now, now + DOUBLE_LESSON, class_name="Year 8 science", room="Lab 2"), school=school,
        by=priya, at=at - timedelta(days=3), focus="Who answers, and how long do I wait?",
    )  # fmt: skip
    today.accept(by=mo, at=at - timedelta(days=2))
    later = now.replace(hour=11, minute=0) + timedelta(days=9 - at.weekday())
    covered = Visit.objects.arrange(
        mo, meera, When(later, later + LESSON_LASTS, class_name="Year 10 science", cover=True), school=school,
        by=meera, at=at - timedelta(days=2), focus="Which groups get on without me?",
    )  # fmt: skip
    covered.accept(by=mo, at=at - timedelta(days=1))
    asked = later + timedelta(days=1)
    Visit.objects.arrange(
        mo, lewis, When(asked, asked + LESSON_LASTS, class_name="Year 9 science"), school=school, by=lewis,
        at=at - timedelta(days=1), focus="What do pupils do with my comments in their lab books?",
    )  # fmt: skip
    _had_one(mo, lewis, made, at=at)


def _had_one(mo: Person, lewis: Person, made: DemoNetwork, *, at: datetime) -> None:
    begins = at.replace(hour=11, minute=10, second=0, microsecond=0) - timedelta(days=at.weekday() + 4)
    visit = Visit.objects.arrange(
        lewis, mo, When(begins, begins + LESSON_LASTS, class_name="Year 7 science", room="Lab 1"),
        school=made.northgate, by=mo, at=begins - timedelta(days=6), focus="Do my hinge questions find out anything?",
    )  # fmt: skip
    visit.accept(by=lewis, at=begins - timedelta(days=5))
    record = Record.objects.of(visit)
    lines = [(f"demo-{minute}", begins + timedelta(minutes=minute), text) for minute, text in SEEN]
    record.keep(lines, question="What did you notice at the window table?", question_at=1)
    record.give(by=lewis, at=begins + timedelta(hours=2))
    take_away(visit, "Four seconds are longer than I thought.", by=mo, at=begins + timedelta(days=1))
    take_away(visit, "I shall try the neighbour’s sentence with Year 9.", by=lewis, at=begins + timedelta(days=1))
