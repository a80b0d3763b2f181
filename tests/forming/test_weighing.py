"""What a missed wish would have cost the others: asked by the lead, worked out by the planner, naming nobody."""

import pytest
from django.urls import reverse

from collegium.forming import planner, weighing, words
from collegium.forming.jobs import weigh
from collegium.forming.models import Placement, Weighing
from collegium.history.models import Entry
from tests.conftest import FRIDAY


@pytest.fixture
def gitas(formation, colleagues):
    """Gita wished for oracy first and is in feedback."""
    return Placement.objects.get(formation=formation, person=colleagues[6])


def test_each_missed_wish_may_be_weighed_and_no_other(gitas, themes, formation, colleagues):
    adas = Placement.objects.get(formation=formation, person=colleagues[0])

    assert weighing.missed(gitas) == [str(themes["Oracy"].pk)]
    assert weighing.missed(adas) == []


def test_the_planner_says_what_the_others_would_give(gitas, themes, hale):
    asked = weighing.ask(gitas, str(themes["Oracy"].pk), by=hale, at=FRIDAY)

    weigh.func(asked.pk)

    asked.refresh_from_db()
    assert asked.finished_at is not None
    assert set(asked.answer) >= {"is_possible", "lost", "left_over", "better", "moved", "is_free"}
    assert words.say_what_if(asked.answer).endswith(".")


def test_asked_twice_it_is_one_question(gitas, themes, hale):
    for _time in range(2):
        weighing.ask(gitas, str(themes["Oracy"].pk), by=hale, at=FRIDAY)

    assert Weighing.objects.count() == 1
    assert Entry.objects.filter(did="weighed").count() == 1


def test_a_theme_that_was_not_missed_is_no_question(gitas, themes, hale):
    assert weighing.ask(gitas, str(themes["Written feedback"].pk), by=hale, at=FRIDAY) is None


def test_a_change_by_hand_takes_the_answers_away(gitas, themes, hale, formation):
    asked = weighing.ask(gitas, str(themes["Oracy"].pk), by=hale, at=FRIDAY)
    Placement.objects.get(formation=formation, person=gitas.person).move(into=None, was="g2", by=hale, at=FRIDAY)

    weigh.func(asked.pk)

    assert not Weighing.objects.exists()


def test_without_an_answer_from_the_planner_the_page_says_so(monkeypatch, gitas, themes, hale):
    monkeypatch.setattr(planner, "CHILD", "collegium.nothing")
    asked = weighing.ask(gitas, str(themes["Oracy"].pk), by=hale, at=FRIDAY)

    weigh.func(asked.pk)

    asked.refresh_from_db()
    assert words.say_what_if(asked.answer) == "the planner gave no answer. Try again later."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"is_possible": False}, "no plan was found with it that leaves nobody else without a group."),
        (
            {"is_possible": True, "lost": [2, 0, 0, 0, 0], "left_over": 1, "better": 0, "moved": 0, "is_free": False},
            "2 others would have lost their first wish, 1 of them would be in no group.",
        ),
        (
            {"is_possible": True, "lost": [0] * 5, "left_over": 0, "better": 1, "moved": 2, "is_free": True},
            "nobody else would have had a worse wish, 1 would have a better wish, "
            "2 would be in another group of the same wish.",
        ),
    ],
    ids=["not possible", "others lose", "nobody loses"],
)
def test_the_answer_in_words(answer, said):
    assert words.say_what_if(answer) == said


def test_the_page_asks_waits_and_shows_the_answer(gitas, themes, hale, client):
    client.force_login(hale)
    page = reverse("forming:place", args=[gitas.pk])
    assert "What would it have cost?" in client.get(page).content.decode()

    client.post(reverse("forming:weighings", args=[gitas.pk]), {"theme": themes["Oracy"].pk})
    asked = Weighing.objects.get()
    assert "works it out" in client.get(page).content.decode()
    assert client.get(reverse("forming:weighing", args=[asked.pk])).status_code == 200

    weigh.func(asked.pk)
    assert client.get(reverse("forming:weighing", args=[asked.pk])).headers["HX-Refresh"] == "true"
    assert "Oracy</b>:" in client.get(page).content.decode()


def test_an_answer_that_comes_twice_stands_as_it_came_first(gitas, themes, hale):
    asked = weighing.ask(gitas, str(themes["Oracy"].pk), by=hale, at=FRIDAY)
    asked.finish({"is_possible": False}, at=FRIDAY)

    asked.finish({"is_possible": True}, at=FRIDAY)

    asked.refresh_from_db()
    assert asked.answer == {"is_possible": False}
    assert Entry.objects.about(asked).filter(did="worked out").count() == 1
    assert asked.get_absolute_url() == gitas.get_absolute_url()
