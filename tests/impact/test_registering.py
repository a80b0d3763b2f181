"""The question stands before its numbers, and says so where it does not."""

from datetime import date

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.impact import policies
from collegium.impact.models import Comparison, Settled
from tests.conftest import FRIDAY, MONDAY
from tests.impact.conftest import HIGHER, JUDGED, LAST_YEAR, UNSETTLED, arms, ask

WORDS = {"year_starts_on": "2025-09-01", "least_months": 3, "measure": "appraisal", "judged_on": "2026-12-01",
         "known": "no", "chose_to_join": "on"}  # fmt: skip


def test_a_question_is_put_before_the_numbers(as_hale, aspect, monkeypatch):
    as_hale.post(reverse("impact:comparisons", args=["northgate"]), WORDS | {"aspect": aspect.pk})

    found = Comparison.objects.get()
    assert (found.aspect, found.year_starts_on, found.least_months, found.judged_on) == (aspect, LAST_YEAR, 3, JUDGED)
    assert (found.chose_to_join, found.blind, found.agreement) == (True, False, None)
    assert found.afterwards is False
    assert [entry.did for entry in Entry.objects.filter(kind="impact.comparison")] == ["registered"]


@pytest.mark.parametrize(
    ("more", "afterwards"),
    [({}, False), ({"known": True}, True), ({"judged_on": date(2026, 11, 12)}, True),
     ({"judged_on": date(2026, 11, 13)}, False)],
)
def test_what_is_asked_when_numbers_are_known_says_so(aspect, hale, more, afterwards):
    assert ask(aspect, hale, **more).afterwards is afterwards


def test_a_question_without_an_answer_to_who_has_seen_the_numbers_is_not_registered(as_hale, aspect):
    words = {name: word for name, word in WORDS.items() if name != "known"} | {"aspect": aspect.pk, "agreement": "7"}

    answer = as_hale.post(reverse("impact:comparisons", args=["northgate"]), words)

    assert answer.status_code == 422
    assert not Comparison.objects.exists()


def test_aspects_that_are_withdrawn_or_of_another_school_cannot_be_chosen(as_hale, aspect, hale):
    aspect.withdraw(by=hale, at=FRIDAY)

    answer = as_hale.post(reverse("impact:comparisons", args=["northgate"]), WORDS | {"aspect": aspect.pk})

    assert answer.status_code == 422


def test_it_can_be_taken_back_until_its_numbers_are_known(as_hale, question, aspect, hale):
    other = ask(aspect, hale)
    other.type_counts(HIGHER, by=hale, at=FRIDAY)

    as_hale.post(reverse("impact:removal", args=[question.pk]))
    kept = as_hale.post(reverse("impact:removal", args=[other.pk]), follow=True)

    assert list(Comparison.objects.all()) == [other]
    assert "its numbers are known" in kept.content.decode()
    with pytest.raises(Settled):
        other.take_back(by=hale, at=FRIDAY)


def test_numbers_typed_again_replace_the_first_and_take_the_departments_with_them(question, hale):
    question.type_counts(HIGHER, arms(9, 24, 22, 56), by=hale, at=MONDAY)
    question.type_departments({"English": HIGHER}, by=hale, at=MONDAY)

    question.type_counts(UNSETTLED, by=hale, at=FRIDAY)

    (count,) = question.counts.all()
    assert (count.arms, count.is_before, count.department) == (UNSETTLED, False, "")


def test_who_leads_registers_and_the_leadership_team_reads(northgate, hale, tom, question):
    assert policies.may_register(hale, northgate)
    assert policies.may_count(hale, question)
    assert policies.may_read(hale, northgate)
    assert not policies.may_read(tom, northgate)
    assert str(question) == "Feedback, 2025–26"


def test_nobody_chooses_an_aspect_before_there_is_one(as_hale, northgate):
    page = as_hale.get(reverse("impact:new", args=["northgate"])).content.decode()
    overview = as_hale.get(reverse("impact:overview", args=["northgate"])).content.decode()

    assert "First name your aspects" in page
    assert "First name your aspects" in overview
