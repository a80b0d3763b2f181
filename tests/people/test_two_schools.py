"""A second school: opened on the command line, put into a network, and kept apart from the first on every page."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from collegium.history.models import Entry
from collegium.people.models import Appointment, Network, Responsibility, School
from tests.conftest import duty

SECOND = ["open_school", "Estuary Infants"]


@pytest.fixture
def second(rob, hale, northgate, capsys):
    call_command(*SECOND, by="Rob@example.org", network="Tideway Trust", lead=hale.email)
    return School.objects.get(name="Estuary Infants")


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def test_it_is_open_kept_by_whoever_opened_it_and_in_the_network_with_the_first(second, northgate, rob, hale, trust):
    assert set(trust.schools.all()) == {northgate, second}
    assert School.objects.kept_by(rob).filter(pk=second.pk).exists()
    assert Appointment.objects.get(person=rob, school=second).post == "support"
    assert second.years.count() == 1
    assert Responsibility.objects.get(kind="network-lead").person == hale


def test_history_says_which_school_came_into_the_network_and_who_leads_it(second, rob):
    assert Entry.objects.by(rob).get(did="put into a network").thing == second.pk
    assert Entry.objects.by(rob).about(Responsibility.objects.get(kind="network-lead")).get().did == "gave"


def test_opened_again_it_is_the_same_and_its_lead_leads_once(second, rob, hale, capsys):
    before = Entry.objects.count()

    call_command(*SECOND, by=rob.email, network="Tideway Trust", lead=hale.email)

    assert Entry.objects.count() == before
    assert (School.objects.count(), Network.objects.count()) == (2, 1)
    assert Responsibility.objects.filter(kind="network-lead").count() == 1
    assert Responsibility.objects.filter(person=rob, school=second).count() == 1


def test_without_a_network_it_stands_by_itself(rob, capsys):
    call_command(*SECOND, by=rob.email)

    assert not School.objects.get(name="Estuary Infants").networks.exists()
    assert "Rob Tate keeps its accounts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("who", "why"), [("tom@example.org", "keeps the accounts of no school"), ("nobody@example.org", "Nobody here")]
)
def test_whoever_keeps_no_accounts_opens_none(tom, rob, who, why):
    with pytest.raises(CommandError, match=why):
        call_command(*SECOND, by=who)

    assert School.objects.count() == 1


def test_first_steps_say_to_which_school_they_belong(client, second, rob):
    text = page(client, rob, "people:first-steps")

    ways = [text.index(words) for words in (
        "<h2>Estuary Infants</h2>", "/schools/estuary-infants/staff/imports/", "<h2>Northgate High</h2>",
        "/schools/northgate/staff/imports/",
    )]  # fmt: skip
    assert ways == sorted(ways)


def test_who_sets_up_one_school_sees_no_name_above_its_steps(client, rob):
    assert "<h2>Northgate High</h2>" not in page(client, rob, "people:first-steps")


@pytest.mark.parametrize("name", ["people:staff", "people:calendar", "visits:day"])
def test_who_looks_after_two_goes_from_the_one_to_the_other(client, second, northgate, rob, tom, name):
    here, other = (f'<a href="{reverse(name, args=[school.slug])}">{school}</a>' for school in (northgate, second))
    text = page(client, rob, name, northgate.slug)

    assert (text.count(other), here in page(client, rob, name, second.slug)) == (1, True)


@pytest.mark.parametrize("name", ["visits:figures", "impact:overview"])
def test_who_leads_at_two_goes_from_the_one_to_the_other(client, second, northgate, hale, name):
    Appointment.objects.create(person=hale, school=second, starts_on=northgate.years.get().starts_on)
    duty(hale, "leadership", school=second)

    text = page(client, hale, name, northgate.slug)

    assert f'<a href="{reverse(name, args=[second.slug])}">Estuary Infants</a>' in text


def test_a_colleague_is_shown_no_other_school(client, second, northgate, tom):
    assert "Estuary Infants" not in page(client, tom, "people:staff", northgate.slug)
