"""Numbers of years that are over: ten people and two groups, or nothing."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from collegium.enquiry.models import Echo, Idea, Trial
from collegium.impact.taking_part import Part, Spread, parts, spread
from collegium.meetings.models import Attendance, Meeting
from collegium.people.models import Department
from tests.conftest import FRIDAY, person

TODAY = date(2026, 11, 20)
IN_MAY = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)


def test_an_aspect_of_two_groups_and_twelve_people_is_counted_when_its_year_is_over(last_year, northgate, ama):
    for group in last_year:
        meeting = Meeting.objects.create(group=group, starts_at=IN_MAY, changed_at=IN_MAY)
        for membership in group.memberships.all()[:3]:
            Attendance.objects.create(
                meeting=meeting, person=membership.person, word=Attendance.Word.HERE, by=ama, at=IN_MAY
            )

    assert parts(northgate, TODAY) == [Part("2025–26", "Feedback", 12, 2, 5)]
    assert parts(northgate, date(2026, 7, 1)) == []


def test_where_nobody_wrote_down_who_came_nothing_is_said_of_it(last_year, northgate):
    assert parts(northgate, TODAY) == [Part("2025–26", "Feedback", 12, 2, None)]


def test_of_one_group_or_of_nine_people_nothing_is_shown(as_hale, last_year, northgate):
    first, second = last_year
    second.memberships.all()[2].delete()
    for membership in list(second.memberships.all())[2:]:
        membership.delete()
    nine = parts(northgate, TODAY)
    second.memberships.all().delete()

    assert nine == parts(northgate, TODAY) == [Part("2025–26", "Feedback")]
    page = as_hale.get(reverse("impact:taking_part", args=["northgate"])).content.decode()
    assert "too few to show" in page
    assert "Too few to show: fewer than ten colleagues" in page


@pytest.fixture
def tried(northgate, ama):
    """An idea of the English department, and as many colleagues of two others who told that they tried it."""
    english = northgate.departments.get()
    ama.appointments.update(department=english)
    others = [Department.objects.create(school=northgate, name=name) for name in ("Maths", "Science")]
    ideas = [Idea.objects.create(person=ama, school=northgate, audience="school", title=f"Dots {n}", at=FRIDAY)
             for n in range(6)]  # fmt: skip

    def by(number):
        for place in range(number):
            somebody = person(f"Trier{place} Last", northgate, department=others[place % 2])
            trial = Trial.objects.create(
                person=somebody, text="Dots", verdict="kept", idea=ideas[place % 6], at=FRIDAY
            )
            Echo.objects.create(idea=trial.idea, trial=trial, person=somebody, at=FRIDAY)

    return by


def test_how_ideas_went_is_counted_in_fives_from_ten_people_on(tried, northgate):
    tried(12)

    assert spread(northgate) == Spread(5, 5, 10)


def test_nine_are_too_few(tried, northgate):
    tried(9)

    assert spread(northgate) is None
