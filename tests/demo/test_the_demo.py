"""The demo network: believable, the same each time, and never laid over real people."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from collegium.demo.building import NotEmpty, build
from collegium.groups.models import Group, Membership
from collegium.impact.networks import table_of
from collegium.people.models import Network, Person, School
from collegium.people.signins_of_the_demo import SIGNINS
from collegium.programmes.models import Answer, Programme
from tests.demo.html import NEEDS_JAR, NEEDS_JAVA, PUBLIC, complaints, reached

NOVEMBER = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Made once for these stories, and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(at=NOVEMBER)
        transaction.set_rollback(True)


@pytest.fixture
def demo(built, django_db_blocker):
    with django_db_blocker.unblock():
        yield built


def test_three_schools_and_about_ninety_colleagues(demo):
    assert School.objects.count() == 3
    assert 80 <= Person.objects.count() <= 100


def test_every_fixed_sign_in_opens(demo):
    for signin in SIGNINS:
        person = Person.objects.get(email=signin.address)

        assert person.check_password(demo[signin.address]), signin.address
        assert Person.objects.signing_in().filter(pk=person.pk).exists()


def test_all_five_approaches_are_in_use(demo):
    used = set(Group.objects.going().values_list("approach__key", flat=True))

    assert used >= {"learning-group", "action-learning-set", "learning-community", "book-community", "study-group"}


def test_last_year_is_remembered(demo):
    ended = Group.objects.exclude(conclusion=None)

    assert ended.count() == 8
    assert Membership.objects.filter(group__in=ended).count() >= 30


def test_the_network_reads_one_figure_over_its_three_schools(demo):
    table = table_of(Network.objects.get(), NOVEMBER.date())

    shown = {aspect: cell.people for aspect, (cell,) in table.rows if cell and cell.people}
    assert shown == {"Metacognition": 23}


def test_somebody_came_in_the_middle_of_the_year_and_another_waits(demo):
    groups = Membership.objects.current(NOVEMBER.date()).filter(group__programme__title="Learning communities")

    assert groups.filter(person__first_name="Noor").count() == 1
    assert Person.objects.filter(first_name="Ewan").exists()
    assert not groups.filter(person__first_name="Ewan").exists()


def test_groups_of_the_programme_stand_and_the_next_one_collects(demo):
    shared = Programme.objects.filter(title="Learning communities").latest("year_starts_on")
    collecting = Programme.objects.get(title="Spring enquiries")

    assert shared.groups.count() >= 5
    assert collecting.is_collecting(NOVEMBER)
    assert 0 < Answer.objects.filter(programme=collecting).count() < collecting.staff().count()


def test_it_is_never_laid_over_people(demo):
    with pytest.raises(NotEmpty):
        build(at=NOVEMBER)


def test_beyond_this_machine_every_password_is_another(db):
    passwords = build(at=NOVEMBER, beyond_loopback=True)

    assert len(set(passwords.values())) == len(SIGNINS)
    assert "tea-and-biscuits" not in passwords.values()


@NEEDS_JAVA
@NEEDS_JAR
def test_public_pages_and_twenty_behind_a_sign_in_are_valid_html(demo, tmp_path):
    pages = reached(Client(), PUBLIC)
    public = len(pages)
    for address in ("cpd@northgate.example", "coordinator@northgate.example"):
        client = Client()
        client.force_login(Person.objects.get(email=address))
        pages |= {f"{address} {path}": page for path, page in reached(client, ["/"], most=12).items()}

    assert (public >= 5, len(pages) >= public + 20) == (True, True)
    assert "\n".join(complaints(pages, tmp_path)) == ""
