"""Several schools together: ten people, two groups, two schools; and no school found out by taking others away."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.groups.models import Group
from collegium.impact.networks import Cell, networks_of, table_of
from collegium.impact.taking_part import parts
from collegium.people.models import School
from collegium.programmes.models import Aspect, Programme, Theme
from tests.conftest import MONDAY, SEPTEMBER, duty, person

TODAY = date(2026, 11, 20)
LAST_YEAR, BEFORE = date(2025, 9, 1), date(2024, 9, 1)


@pytest.fixture
def schools(trust):
    made = [School.objects.create(name=f"School {name}", slug=f"school-{name.lower()}") for name in "ABC"]
    for school in made:
        school.networks.add(trust)
    return made


def took_part(school, approach, people, *, groups=2, year=LAST_YEAR, title="Feedback"):
    """So many colleagues of a school in groups of its own on an aspect."""
    aspect = Aspect.objects.called(title, school)
    programme = Programme.objects.create(school=school, approach=approach, title="Year", year_starts_on=year)
    theme = Theme.objects.create(programme=programme, title="Moves", aspect=aspect)
    by = person(f"Lead{school.pk}{year.year} {title}", school)
    made = []
    for number in range(groups):
        group = Group.objects.create(
            title=f"{title} {number}", slug=f"{school.slug}-{year.year}-{title}-{number}".lower(), approach=approach,
            theme=theme, programme=programme, year_starts_on=year, started_by=by, started_at=MONDAY,
        )  # fmt: skip
        group.schools.add(school)
        made.append(group)
    for number in range(people):
        somebody = person(f"P{school.pk}{year.year}{number} {title}", school)
        made[number % groups].memberships.create(person=somebody, school=school, joined_on=year)


@pytest.fixture
def approach(programme):
    return programme.approach


def cells(trust):
    return {title: row for title, row in table_of(trust, TODAY).rows}


def test_years_stand_side_by_side_over_the_schools(trust, schools, approach):
    for school, people in zip(schools, (12, 11, 14), strict=True):
        took_part(school, approach, people)
    took_part(schools[0], approach, 10, year=BEFORE)
    took_part(schools[1], approach, 10, year=BEFORE, title="FEEDBACK")
    took_part(schools[1], approach, 30, year=SEPTEMBER)

    table = table_of(trust, TODAY)

    assert (table.years, table.rows) == (
        ["2025–26", "2024–25"], [("Feedback", [Cell(37, 6, 3), Cell(20, 4, 2)])]
    )  # fmt: skip


def test_a_year_without_an_aspect_is_empty(trust, schools, approach):
    for school in schools:
        took_part(school, approach, 10)
        took_part(school, approach, 10, year=BEFORE, title="Talk")

    assert cells(trust) == {"Feedback": [Cell(30, 6, 3), None], "Talk": [None, Cell(30, 6, 3)]}


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ((12, 11, 4), Cell(23, 4, 2)), ((12, 6, 5), Cell(23, 6, 3)), ((12, 4, 5), Cell()),
        ((9, 9, 9), Cell(27, 6, 3)), ((12, 9, 0), Cell()), ((4, 4, 1), Cell()), ((30, 0, 0), Cell()),
    ],
    ids=["a small one is left out", "two small ones are ten together", "or are left out with each other",
         "none shows itself", "one school is no network", "too few in all", "a school by itself"],
)  # fmt: skip
def test_what_is_shown_never_tells_what_a_school_hides(trust, schools, approach, people, shown):
    for school, number in zip(schools, people, strict=True):
        if number:
            took_part(school, approach, number)

    assert cells(trust)["Feedback"] == [shown]


@pytest.mark.parametrize("seed", range(25))
def test_no_hidden_school_is_found_within_ten_people(trust, schools, approach, seed):
    """What the network shows, less what schools show themselves, is nothing, or ten people of two schools."""
    import random  # noqa: PLC0415

    dice = random.Random(seed)
    for school in schools:
        took_part(school, approach, dice.randint(1, 16), groups=dice.randint(1, 3))

    (cell,) = cells(trust)["Feedback"]

    own = [part for school in schools for part in parts(school, TODAY) if part.people]
    rest = (cell.people or 0) - sum(part.people for part in own)
    schools_left = cell.schools - len(own)
    assert cell.people is None or rest == 0 or (rest >= 10 and schools_left >= 2)


def test_for_whoever_looks_after_the_network_and_nobody_else(client, trust, schools, approach, ines, hale):
    for school in schools:
        took_part(school, approach, 10)
    duty(hale, "leadership", network=trust)
    assert (networks_of(ines), networks_of(hale)) == ([trust], [trust])

    client.force_login(ines)
    page = client.get(reverse("impact:networks")).content.decode()

    assert "<b>30</b> colleagues in 6 groups of 3 schools" in page
    assert f'href="{reverse("impact:networks")}"' in client.get("/").content.decode()
    client.force_login(hale)
    assert "Over the schools" in client.get(reverse("impact:overview", args=["northgate"])).content.decode()


def test_where_every_figure_is_too_small_the_page_says_when_one_comes(client, trust, schools, approach, ines):
    took_part(schools[0], approach, 10)
    client.force_login(ines)
    assert "No aspect reaches these numbers yet" in client.get(reverse("impact:networks")).content.decode()

    for school in schools[1:]:
        took_part(school, approach, 10)

    assert "No aspect reaches these numbers yet" not in client.get(reverse("impact:networks")).content.decode()


def test_before_a_year_is_over_it_says_so(client, ines):
    client.force_login(ines)

    assert "No year is over yet" in client.get(reverse("impact:networks")).content.decode()


def test_three_schools_cost_what_one_costs(trust, schools, approach):
    took_part(schools[0], approach, 10)
    with CaptureQueriesContext(connection) as one:
        table_of(trust, TODAY)
    for school in schools[1:]:
        took_part(school, approach, 10)
    with CaptureQueriesContext(connection) as three:
        table_of(trust, TODAY)

    assert (len(one), len(three)) == (1, 1)
