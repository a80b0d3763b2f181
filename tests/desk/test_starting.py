"""Guides: from nothing to a first invitation, with no approval and no request form."""

import pytest
from django.urls import reverse

from collegium.conversation.models import Thread
from collegium.desk.guides import guide_of, guides
from collegium.groups.models import Group, Invitation
from collegium.programmes.models.approach import Approach

pytestmark = pytest.mark.django_db


def began(client, northgate, key="book-community", **more):
    given = {"title": "A short book", "question": "What would we try?", "school": northgate.pk, "listed": "on"}
    return client.post(f"/starting/{key}/begin/", given | more)


def test_every_guide_begins_something_that_there_is(client, tom, northgate):
    Approach.objects.of(northgate)
    client.force_login(tom)

    for guide in guides():
        assert bool(guide.approach) != bool(guide.leads_to)
        assert client.get(f"/starting/{guide.key}/").status_code == 200
        if guide.leads_to:
            assert client.get(reverse(guide.leads_to)).status_code == 200
        else:
            assert Approach.objects.filter(school=northgate, key=guide.approach, is_for_groups=True).exists()
    assert client.get("/starting/nothing/").status_code == 404
    assert client.post("/starting/teachmeet/begin/").status_code == 403


def test_one_form_makes_a_group_with_its_first_question_and_words_to_invite_with(client, tom, sam, northgate):
    client.force_login(tom)

    answer = began(client, northgate, weekday="1", starts_at="15:45", colleagues=[sam.pk])

    group = Group.objects.get()
    assert answer.url == f"/starting/book-community/invitation/{group.slug}/"
    assert (group.approach.key, group.listed, Thread.objects.get().title) == ("book-community", True, "A short book")
    assert Invitation.objects.get().person == sam
    words = client.get(answer.url).context["words"]
    assert words.splitlines()[0] == guide_of("book-community").words
    assert "“What would we try?”" in words
    assert "We begin on Tuesday" in words
    assert words.splitlines()[-1].endswith(f"/groups/{group.slug}/")


def test_a_group_that_is_not_shown_says_so_and_one_without_a_question_begins_no_talk(client, tom, northgate):
    client.force_login(tom)

    page = client.get(began(client, northgate, question="", listed="").url)

    assert (Group.objects.get().listed, Thread.objects.count()) == (False, 0)
    assert "nobody else knows of the group" in page.content.decode()
    assert "We begin" not in page.context["words"]


def test_nothing_typed_is_lost_when_a_name_is_missing(client, tom, northgate):
    client.force_login(tom)

    answer = began(client, northgate, title="", question="What would we try?")

    assert (answer.status_code, Group.objects.count()) == (422, 0)
    assert "What would we try?" in answer.content.decode()


def test_too_many_outside_addresses_in_a_day_are_said_beside_them(client, tom, northgate, monkeypatch):
    monkeypatch.setattr("collegium.groups.inviting.PERSON_A_DAY", 0)
    client.force_login(tom)

    answer = began(client, northgate, guests="Mo Khan, mo@far.example, Far")

    assert (answer.status_code, Group.objects.count()) == (422, 0)
