"""One list of aspects of practice for a school, so that themes, walks and surveys can be held beside each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.history.models import Entry
from collegium.programmes.models import Aspect
from collegium.programmes.starting_aspects import STARTING_ASPECTS
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def as_hale(client, hale):
    client.force_login(hale)
    return client


def titles(school):
    return [aspect.title for aspect in school.aspects.in_use().in_order()]


def post(client, name, *args, **words):
    return client.post(reverse(f"programmes:{name}", args=args), words)


def test_a_school_begins_with_a_list_and_keeps_what_it_has_named(northgate, hale):
    Aspect.objects.add("feedback", northgate, by=hale, at=MONDAY)

    made = Aspect.objects.bring_in([("Feedback", "…"), ("Talk", "They talk.")], northgate, by=hale, at=FRIDAY)

    assert made == 1
    assert titles(northgate) == ["feedback", "Talk"]


def test_one_title_stands_once_in_whatever_capitals(northgate, hale):
    first = Aspect.objects.add("Talk", northgate, about="They talk.", by=hale, at=MONDAY)
    first.withdraw(by=hale, at=MONDAY)

    again = Aspect.objects.add("TALK", northgate, by=hale, at=FRIDAY)

    assert again == first
    assert (again.title, again.about, again.is_in_use) == ("Talk", "They talk.", True)


def test_an_aspect_moves_up_and_the_first_stays_first(northgate, hale):
    for title in ("Talk", "Feedback", "Literacy"):
        Aspect.objects.add(title, northgate, by=hale, at=MONDAY)
    literacy = northgate.aspects.get(title="Literacy")

    for _ in range(3):
        literacy.move_up(by=hale, at=FRIDAY)

    assert titles(northgate) == ["Literacy", "Talk", "Feedback"]
    assert Entry.objects.filter(did="moved").count() == 2


def test_withdrawing_twice_is_withdrawing_once(northgate, hale):
    talk = Aspect.objects.add("Talk", northgate, by=hale, at=MONDAY)

    talk.withdraw(by=hale, at=MONDAY)
    talk.withdraw(by=hale, at=FRIDAY)
    talk.take_up(by=hale, at=FRIDAY)
    talk.take_up(by=hale, at=FRIDAY)

    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["named", "withdrew", "took up"]


def test_a_deputy_head_begins_changes_and_withdraws(as_hale, northgate):
    post(as_hale, "starting_aspects", "northgate")
    feedback = northgate.aspects.get(title="Feedback")
    post(as_hale, "aspect_words", "northgate", feedback.pk, title="Feedback that moves", about="")
    post(as_hale, "aspect_use", "northgate", northgate.aspects.get(title="Literacy and oracy").pk)
    post(as_hale, "aspect_place", "northgate", feedback.pk)
    post(as_hale, "new_aspect", "northgate", title="Reading")
    page = as_hale.get(reverse("programmes:aspects", args=["northgate"])).content.decode()

    assert len(titles(northgate)) == len(STARTING_ASPECTS)
    assert titles(northgate)[2:4] == ["Feedback that moves", "Checking for understanding"]
    assert "Take up again" in page


def test_a_title_that_stands_already_is_refused_and_nothing_typed_is_lost(as_hale, northgate, hale):
    Aspect.objects.add("Talk", northgate, by=hale, at=MONDAY)
    feedback = Aspect.objects.add("Feedback", northgate, by=hale, at=MONDAY)

    new = post(as_hale, "new_aspect", "northgate", title="talk", about="Kept words")
    other = post(as_hale, "aspect_words", "northgate", feedback.pk, title="talk")

    assert (new.status_code, other.status_code) == (422, 422)
    assert "Kept words" in new.content.decode()
    assert titles(northgate) == ["Talk", "Feedback"]


def test_staff_read_them_and_are_offered_nothing_to_change(client, northgate, tom, hale):
    client.force_login(tom)
    address = reverse("programmes:aspects", args=["northgate"])
    empty = client.get(address).content.decode()
    Aspect.objects.add("Talk", northgate, by=hale, at=MONDAY)

    page = client.get(address).content.decode()

    assert "No aspects yet" in empty
    assert "Talk" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_three_cost_what_one_costs(as_hale, northgate, hale):
    costs = []
    for title in ("Talk", "Feedback", "Literacy"):
        Aspect.objects.add(title, northgate, by=hale, at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            as_hale.get(reverse("programmes:aspects", args=["northgate"]))
        costs.append(len(asked))

    assert costs[0] == costs[2]
