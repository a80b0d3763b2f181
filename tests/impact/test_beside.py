"""Beside the comparisons stand the last walk and what staff said: from what is released, for whoever may read it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from collegium.impact.beside import last_walk, staff_said
from collegium.surveys import asking
from collegium.surveys.models import Change, Survey
from collegium.walks.models import LookFor, LookingFor, Walk
from tests.conftest import FRIDAY, MONDAY
from tests.surveys.conftest import ACCOUNT, answered
from tests.walks.conftest import prepare

pytestmark = pytest.mark.django_db


def walked(school, aspect, by, month, counts, alpha, units=10):
    day = datetime(2026, month, 5, 12, tzinfo=UTC)
    walk = prepare(school, aspect, [by], by=by, on=day.date(), look_fors=[LookingFor("Pupils rework")])
    LookFor.objects.filter(walk=walk).update(counts=counts, doubled=units, alike=units, alpha=alpha)
    over = {"announced_at": day, "reviewed_on": day.date(), "drawn_at": day, "finished_at": day}
    Walk.objects.filter(pk=walk.pk).update(**over)
    return walk


def page_of(client):
    return " ".join(client.get(reverse("impact:overview", args=["northgate"])).content.decode().split())


@pytest.mark.parametrize(
    ("alpha", "units", "said"),
    [(0.9, 12, "two observers usually agreed"), (0.3, 12, "two observers often disagreed"),
     (None, 0, "nobody looked twice")],
)  # fmt: skip
def test_the_last_walk_stands_with_its_range_and_the_one_before(as_hale, northgate, aspect, hale, alpha, units, said):
    walked(northgate, aspect, hale, 3, [31, 33], 0.9)
    walked(northgate, aspect, hale, 10, [17, 47], alpha, units)

    page = page_of(as_hale)

    assert "Feedback walk, October 2026" in page
    assert "<b>73%</b>" in page
    assert f"47 of 64; plausibly 62 to 83% · March 2026: 52% · {said}" in page


def test_of_a_walk_that_is_not_shown_nothing_stands_there(as_hale, northgate, aspect, hale):
    walked(northgate, aspect, hale, 3, [31, 33], 0.9)
    walked(northgate, aspect, hale, 10, [3, 47], 0.9)

    assert last_walk(northgate, hale) is None


def test_of_the_walk_before_nothing_where_it_was_not_shown(northgate, aspect, hale):
    walked(northgate, aspect, hale, 3, [3, 33], 0.9)
    walked(northgate, aspect, hale, 10, [17, 47], 0.9)

    assert last_walk(northgate, hale).before is None


@pytest.fixture
def asked(programme, hale):
    """Thirty of the staff: twenty say mostly or very much; most would meet longer and less often."""
    survey = Survey.objects.prepare(
        title="Our learning together", programme=programme, by=hale, at=MONDAY,
        items=[asking.for_staff()[0].items[0], asking.for_staff()[0].items[3]],
    )  # fmt: skip
    survey.account_for(by=hale, at=MONDAY, checker=hale, **ACCOUNT)
    answered(survey.wave_now().hand_out(label="Staff", pupils=40, by=hale, at=MONDAY),
             *[0] * 5, *[1] * 5, *[2] * 14, *[3] * 6)  # fmt: skip
    return survey


def test_what_staff_said_stands_with_its_counts_and_what_was_changed(as_hale, northgate, programme, asked, hale):
    assert staff_said(northgate, hale) is None
    asked.wave_now().close(by=hale, at=FRIDAY)
    Change.objects.tell(programme, said="Time to talk about one thing.", changed="Longer.", by=hale, at=FRIDAY)

    page = page_of(as_hale)

    assert "“Time to talk about one thing.”" in page
    assert "30 answered · “What we do in my group is worth the time.” Mostly or Very much: 20 of 30" in page
    assert "Most often: Longer and less often, 14 of 30" in page


def test_a_choice_is_not_told_where_an_answer_is_left_out(programme, northgate, hale):
    for answers in ([0] * 8 + [1] * 2 + [2] * 10, [0] * 10 + [1] * 10):
        survey = Survey.objects.prepare(
            title="?", programme=programme, by=hale, at=MONDAY, items=[asking.for_staff()[0].items[3]]
        )
        survey.account_for(by=hale, at=MONDAY, checker=hale, **ACCOUNT)
        answered(survey.wave_now().hand_out(label="Staff", pupils=40, by=hale, at=MONDAY), *answers)
        survey.wave_now().close(by=hale, at=FRIDAY)
        assert staff_said(northgate, hale).wishes == []
