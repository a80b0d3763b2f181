"""Rooms of a school, and the ways between the schools of a network."""

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.scheduling.models import Room, Travel
from tests.conftest import MONDAY


@pytest.fixture
def both_in_the_trust(harbour, northgate, trust):
    harbour.networks.add(trust)
    return trust


@pytest.mark.both
def test_a_room_entered_again_is_described_anew(northgate, rob):
    Room.objects.add(northgate, "Library", seats=10, projector=False, internet=True, by=rob, at=MONDAY)
    room = Room.objects.add(northgate, "Library", seats=20, projector=True, internet=False, by=rob, at=MONDAY)

    assert (Room.objects.count(), room.seats, room.has, str(room)) == (1, 20, frozenset({"projector"}), "Library")


def test_a_keeper_adds_and_removes_a_room(client, northgate, rob):
    client.force_login(rob)

    page = client.post(
        reverse("scheduling:description", args=["northgate"]),
        {"name": "  Old   Hall ", "seats": "60", "internet": "on"}, follow=True,
    )  # fmt: skip
    assert "60 seats · internet" in page.content.decode()

    gone = client.post(reverse("scheduling:room_removal", args=[Room.objects.get(name="Old Hall").pk]), follow=True)
    assert "No rooms entered" in gone.content.decode()


@pytest.mark.both
def test_a_way_is_entered_once_for_both_directions(northgate, harbour, ines):
    Travel.objects.say(harbour, northgate, 20, by=ines, at=MONDAY)
    Travel.objects.say(northgate, harbour, 20, by=ines, at=MONDAY)
    Travel.objects.say(northgate, harbour, 25, by=ines, at=MONDAY)

    assert list(Travel.objects.values_list("first", "minutes")) == [(min(northgate.pk, harbour.pk), 25)]
    assert Entry.objects.filter(did="timed").count() == 2

    Travel.objects.say(harbour, northgate, None, by=ines, at=MONDAY)
    assert Travel.objects.count() == 0


def test_the_network_s_lead_enters_every_way(client, both_in_the_trust, northgate, harbour, ines):
    client.force_login(ines)
    key = f"way-{harbour.pk}-{northgate.pk}"

    wrong = client.post(reverse("scheduling:ways", args=[both_in_the_trust.pk]), {key: "-5"})
    right = client.post(reverse("scheduling:ways", args=[both_in_the_trust.pk]), {key: "35"}, follow=True)

    assert (wrong.status_code, Travel.objects.get().minutes) == (422, 35)
    assert right.context["form"][key].value() == 35


def test_a_colleague_reads_the_ways_and_is_told_who_changes_them(client, both_in_the_trust, tom):
    client.force_login(tom)

    page = client.get(reverse("scheduling:travel", args=[both_in_the_trust.pk])).content.decode()

    assert ("disabled" in page, "can change this" in page) == (True, True)


def test_rooms_and_ways_are_known_within_the_network(northgate, both_in_the_trust, harbour, tom, priya, gwen, rob):
    Room.objects.add(northgate, "Library", seats=10, projector=False, internet=True, by=rob, at=MONDAY)
    Travel.objects.say(harbour, northgate, 20, by=rob, at=MONDAY)

    assert [Room.objects.visible_to(who).count() for who in (tom, priya, gwen)] == [1, 1, 0]
    assert [Travel.objects.visible_to(who).count() for who in (tom, priya, gwen)] == [1, 1, 0]
