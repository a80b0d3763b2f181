"""From nothing to groups that were shared: each step ticks itself, and one button says what comes next."""

from datetime import date, time, timedelta

import pytest

from collegium.forming.models import Formation
from collegium.groups.starting import start
from collegium.kit import clock
from collegium.people.models import SchoolYear, Term
from collegium.programmes.models import Programme, Slot, Theme
from tests.conftest import MONDAY, SEPTEMBER, duty, person

WAY = [
    "The staff list", "Terms and holidays", "This year’s programme", "Themes and times", "Wishes", "Groups",
    "Shared with staff",
]  # fmt: skip


@pytest.fixture
def see(client):
    def visit(somebody):
        client.force_login(somebody)
        return client.get("/")

    return visit


@pytest.fixture
def alone(hale):
    """Mr Hale does everything himself: he leads, and he keeps the accounts."""
    duty(hale, "accounts", school=hale.appointments.get().school)
    return hale


@pytest.fixture
def staffed(northgate):
    for number in range(5):
        person(f"N{number} Field", northgate)
    year = SchoolYear.objects.get(school=northgate)
    Term.objects.create(year=year, name="Autumn", starts_on=SEPTEMBER, ends_on=date(2026, 12, 18))


@pytest.fixture
def draft(northgate, learning_group, hale):
    return Programme.objects.draft(learning_group, year_starts_on=SEPTEMBER, by=hale, at=MONDAY)


def ticked(page):
    return [step.title for step in page.context["beginnings"].steps if step.done]


def next_of(page):
    step = page.context["beginnings"].next
    return step.does, step.url


def test_one_who_does_it_all_is_led_from_nothing_to_the_plan(see, alone, northgate, learning_group):
    page = see(alone)
    assert [step.title for step in page.context["beginnings"].steps] == WAY
    assert (ticked(page), next_of(page)) == ([], ("Bring the staff list", "/schools/northgate/staff/imports/"))

    for number in range(5):
        person(f"N{number} Field", northgate)
    assert next_of(see(alone)) == ("Enter the terms", "/schools/northgate/calendar/")

    year = SchoolYear.objects.get(school=northgate)
    Term.objects.create(year=year, name="Autumn", starts_on=SEPTEMBER, ends_on=date(2026, 12, 18))
    assert next_of(see(alone)) == ("Begin a programme", "/programmes/new/")

    draft = Programme.objects.draft(learning_group, year_starts_on=SEPTEMBER, by=alone, at=MONDAY)
    assert next_of(see(alone)) == ("Name themes", f"/programmes/{draft.pk}/setup/themes/")

    theme = Theme.objects.create(programme=draft, title="Oracy", order=1)
    assert next_of(see(alone)) == ("Give times", f"/programmes/{draft.pk}/setup/times/")

    Slot.objects.create(programme=draft, weekday=1, starts_at=time(15, 45))
    assert next_of(see(alone)) == ("Collect wishes", f"/programmes/{draft.pk}/desk/")

    draft.collecting.take(alone, wishes=[theme], brought_by=alone, at=MONDAY)
    assert next_of(see(alone)) == ("Form groups", f"/forming/{draft.pk}/")

    Formation.objects.create(programme=draft, number=1, by=alone, at=MONDAY, problem={}, finished_at=MONDAY,
                             chosen_at=MONDAY)  # fmt: skip
    page = see(alone)
    assert (ticked(page), next_of(page)) == (WAY[:-1], ("Look at the plan", f"/forming/{draft.pk}/"))


@pytest.mark.usefixtures("staffed")
def test_it_goes_away_when_the_programme_has_groups(see, alone, draft, northgate, learning_group):
    assert see(alone).context["beginnings"] is not None

    start(by=alone, at=MONDAY, approach=learning_group, title="T", schools=[northgate], programme=draft)

    page = see(alone)
    assert (page.context["beginnings"], page.context["lead"].programme) == (None, draft)


@pytest.mark.usefixtures("staffed")
def test_while_staff_are_asked_it_says_how_many_have_answered(see, alone, programme, tom):
    programme.wishes_until = clock.today() + timedelta(days=7)
    programme.save()
    programme.collecting.take(tom, joins_as_given=True, at=clock.now())

    page = see(alone)

    wishes = page.context["beginnings"].next
    assert (wishes.does, wishes.done) == ("See who has answered", False)
    assert wishes.about.startswith(f"1 of {programme.staff().count()} have said")


def test_who_keeps_the_accounts_has_the_first_two_steps_and_never_sees_a_draft(see, rob, draft):
    page = see(rob)

    assert [step.title for step in page.context["beginnings"].steps] == WAY[:2]
    assert "This year’s programme" not in page.content.decode()


@pytest.mark.usefixtures("staffed")
def test_a_keeper_whose_steps_are_done_has_none(see, rob, tom):
    assert (see(rob).context["beginnings"], see(tom).context["beginnings"]) == (None, None)


def test_a_lead_who_keeps_no_accounts_begins_with_the_terms(see, hale):
    page = see(hale)

    staff = page.context["beginnings"].steps[0]
    assert (staff.about, staff.url) == ("Whoever keeps the accounts brings it.", "")
    assert next_of(page)[0] == "Enter the terms"


def test_duties_at_two_schools_do_not_mix(see, rob, harbour, draft):
    """Who keeps accounts here and leads elsewhere sees the way of the school they lead, and no draft of this one."""
    person_there = rob.appointments.model(person=rob, school=harbour, starts_on=SEPTEMBER)
    person_there.save()
    duty(rob, "cpd-lead", school=harbour)

    found = see(rob).context["beginnings"]

    assert (found.school, [step.done for step in found.steps[2:]]) == (harbour, [False] * 5)


def test_one_button_leads_and_the_other_steps_stay_in_reach(see, alone):
    page = see(alone).content.decode()

    assert page.count('class="button primary fixed"') == 1
    assert 'href="/programmes/new/"><b>This year’s programme</b>' in page
