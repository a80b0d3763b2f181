"""Northgate's week: five periods a day, and when Ama, Tom and Sam teach."""

from datetime import UTC, date, datetime, time

import pytest

from collegium.visits.models import Period, Stretch, Taught, Timetable, Visit, When, set_day
from tests.conftest import MONDAY, member

DAY = [("Period 1", "08:50", "09:50"), ("Period 2", "09:50", "10:50"), ("Period 3", "11:10", "12:10"),
       ("Period 4", "13:00", "14:00"), ("Period 5", "14:00", "15:00")]  # fmt: skip
TUESDAY = datetime(2026, 11, 17, 11, 10, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


def stretches(lines=DAY):
    return [Stretch(name, time.fromisoformat(start), time.fromisoformat(end)) for name, start, end in lines]


@pytest.fixture
def school_day(northgate, hale):
    set_day(northgate, stretches(), weeks=1, a_week_on=None, by=hale, at=MONDAY)
    return list(Period.objects.of(northgate))


def teaches(person, school, *lessons, protected=(), week=0):
    """Lessons as "Tue 3": weekday and period."""
    periods = {period.order: period.pk for period in Period.objects.of(school)}
    days = ["Mon", "Tue", "Wed", "Thu", "Fri"]

    def taught(text, is_protected):
        day, order = text.split()
        name, room = ("", "") if is_protected else (f"Year 8 {person.first_name}", "Room 3")
        return Taught(week, days.index(day), periods[int(order)], is_protected, name, room)

    rows = [*(taught(text, False) for text in lessons), *(taught(text, True) for text in protected)]
    Timetable.objects.write(person, school, rows, by=person, at=MONDAY)


@pytest.fixture
def timetables(school_day, northgate, ama, tom, sam):
    teaches(ama, northgate, "Mon 1", "Tue 3", "Wed 1", "Thu 4", protected=["Mon 2"])
    teaches(tom, northgate, "Mon 3", "Tue 1", "Tue 2", "Wed 4", "Thu 1")
    teaches(sam, northgate, "Mon 1", "Tue 3", "Wed 2", "Fri 1")


@pytest.fixture
def triad(feedback, northgate, sam):
    """Feedback that Moves with Sam in it: three who work at one school, and a guest from another."""
    member(feedback, sam, northgate)
    return feedback


def at_the(starts_at=TUESDAY, hours=1, **more):
    return When(starts_at, starts_at.replace(hour=starts_at.hour + hours), **more)


@pytest.fixture
def visit(school_day, northgate, feedback, ama, tom):
    """Ama asks Tom to her Year 8 on Tuesday, period 3. Tom has not answered."""
    when = at_the(period=school_day[2], class_name="Year 8 English", room="Room 3",
                  talk_starts_at=WEDNESDAY, talk_ends_at=WEDNESDAY.replace(hour=14))  # fmt: skip
    return Visit.objects.arrange(
        tom, ama, when, school=northgate, by=ama, at=MONDAY, group=feedback, focus="Who answers, and how long?"
    )


@pytest.fixture
def agreed(visit, tom):
    visit.accept(by=tom, at=MONDAY)
    return visit


def day(text: str) -> date:
    return date.fromisoformat(text)
