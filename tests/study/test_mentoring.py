"""Somebody who did it before goes along with a school that begins."""

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.study import accompanying
from collegium.study.models import Accompaniment, Full, Mentoring
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(trust, northgate, harbour, ama):
    harbour.networks.add(trust)
    return Mentoring.objects.offer(
        "Three years of study groups.", person=ama, most=1, school=northgate, audience="network", at=MONDAY
    )


@pytest.fixture
def asked(offer, priya):
    return accompanying.ask(offer, "We begin in January.", by=priya, at=MONDAY)


def page(client, person) -> str:
    client.force_login(person)
    return client.get(reverse("study:mentors")).content.decode()


def test_a_school_that_begins_finds_somebody_and_each_finds_the_others_address(client, offer, ama, priya):
    assert "Three years of study groups." in page(client, priya)
    client.post(reverse("study:asking-along", args=[offer.pk]), {"words": "We begin in January."})
    before = page(client, ama)
    client.post(reverse("study:along-answer", args=[Accompaniment.objects.get().pk]), {"yes": "1"})

    assert "We begin in January." in before
    assert priya.email not in before
    assert priya.email in page(client, ama)
    assert ama.email in page(client, priya)
    pair = Accompaniment.objects.get()
    assert str(pair) == "We begin in January."
    assert f'id="mentor-{offer.pk}"' in page(client, priya)
    assert (offer.get_absolute_url(), pair.get_absolute_url()) == (
        f"/study/mentors/#mentor-{offer.pk}", f"/study/mentors/#with-{pair.pk}"
    )  # fmt: skip


def test_letters_say_that_there_is_a_question_and_an_answer_and_not_what(asked, ama, priya):
    accompanying.ask(asked.mentoring, "Again.", by=priya, at=FRIDAY)
    accompanying.answer(asked, True, by=ama, at=FRIDAY)
    accompanying.answer(asked, False, by=ama, at=FRIDAY)

    letters = list(Letter.objects.filter(kind=accompanying.KIND).order_by("pk"))
    assert [one.person for one in letters] == [ama, priya]
    assert not any("January" in one.text for one in letters)
    assert all(accompanying.is_wanted(one) for one in letters)
    asked.end(by=priya, at=FRIDAY)
    assert not any(accompanying.is_wanted(one) for one in letters)


def test_asking_twice_is_one_question_and_after_a_no_another_may_be_asked(offer, asked, ama, priya):
    same = offer.ask("Again.", by=priya, at=FRIDAY)
    asked.answer(False, by=ama, at=FRIDAY)
    another = offer.ask("In summer then?", by=priya, at=FRIDAY)

    assert (same, another == asked, Accompaniment.objects.count()) == (asked, False, 2)
    assert not asked.is_agreed


@pytest.mark.both
def test_a_mentor_goes_along_with_no_more_than_they_said(client, offer, asked, ama, tom, priya):
    second = offer.ask("So do we.", by=tom, at=MONDAY)
    asked.answer(True, by=ama, at=FRIDAY)
    with pytest.raises(Full):
        second.answer(True, by=ama, at=FRIDAY)
    client.force_login(ama)
    refused = client.post(reverse("study:along-answer", args=[second.pk]), {"yes": "1"})
    asked.end(by=priya, at=FRIDAY)
    second.answer(True, by=ama, at=FRIDAY)

    assert (refused.status_code, "as many as you said" in refused.content.decode()) == (422, True)
    assert (second.is_agreed, asked.is_agreed) == (True, False)


def test_either_ends_it_once_and_the_other_finds_it_gone(client, asked, ama, priya):
    asked.answer(True, by=ama, at=FRIDAY)
    client.force_login(priya)
    client.post(reverse("study:along-ending", args=[asked.pk]))
    asked.end(by=ama, at=FRIDAY)

    assert priya.email not in page(client, ama)
    did = [one.did for one in Entry.objects.filter(kind="study.accompaniment").order_by("pk")]
    assert did == ["asked for a mentor", "agreed to go along", "ended"]


def test_taken_back_it_is_found_no_more_and_what_was_agreed_goes_on(client, offer, asked, ama, priya, tom):
    asked.answer(True, by=ama, at=FRIDAY)
    client.force_login(ama)
    client.post(reverse("study:offer-taking-back", args=[offer.pk]))
    offer.refresh_from_db()
    offer.take_back(at=FRIDAY)

    assert "Three years" not in page(client, tom)
    assert ama.email in page(client, priya)
    assert client.post(reverse("study:asking-along", args=[offer.pk]), {"words": "And us?"}).status_code == 403
    assert str(offer) == "an offer that was taken back"
    assert [one.did for one in Entry.objects.about(offer)] == ["offered", "took back"]


def test_words_that_lack_are_asked_for_where_they_lack(client, offer, ama, priya, gwen):
    client.force_login(priya)
    silent = client.post(reverse("study:asking-along", args=[offer.pk]), {"words": ""})
    client.force_login(ama)
    empty = client.post(reverse("study:offering"), {"words": "", "most": 9, "reach": "nowhere"})
    right = {"words": "Two years.", "most": 2, "reach": f"school-{ama.schools_now().get().pk}"}
    client.post(reverse("study:offering"), right)

    assert (silent.status_code, empty.status_code) == (422, 422)
    assert Mentoring.objects.get(words="Two years.").most == 2
    assert "Offer it" not in page(client, gwen)


@pytest.mark.parametrize("many", [1, 3, 300])
def test_the_page_costs_the_same_for_one_three_and_three_hundred(
    client, offer, priya, northgate, ama, django_assert_num_queries, many
):
    for number in range(many):
        Mentoring.objects.offer(
            f"Done {number}.", person=ama, most=1, school=northgate, audience="network", at=MONDAY
        )
    page(client, priya)

    with django_assert_num_queries(QUERIES):
        client.get(reverse("study:mentors"))


QUERIES = 11
