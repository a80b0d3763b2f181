"""A comparison takes what a walk has counted: nobody types it, and how far observers agree comes with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from collegium.impact.from_walks import found_by_walks
from collegium.statistics.comparing import Caveat
from collegium.walks.models import LookFor, LookingFor, Walk
from tests.conftest import FRIDAY, MONDAY
from tests.impact.conftest import LAST_YEAR, ask
from tests.walks.conftest import prepare

pytestmark = pytest.mark.django_db

SEEN = [[15, 20], [12, 32]]
EVENING = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)


@pytest.fixture
def walk(northgate, aspect, ama, tom, hale):
    return over(prepare(
        northgate, aspect, [ama, tom], by=hale, members_in=LAST_YEAR, look_fors=[LookingFor("Pupils rework")]
    ), SEEN, 0.91)  # fmt: skip


def over(walk, apart, alpha):
    LookFor.objects.filter(walk=walk).update(
        counts=[25, 27], apart=apart, doubled=12, alike=11, alpha=alpha
    )
    told = {"announced_at": MONDAY, "reviewed_on": MONDAY.date(), "drawn_at": EVENING, "finished_at": EVENING}
    Walk.objects.filter(pk=walk.pk).update(**told, lessons=52)
    walk.refresh_from_db()
    return walk


@pytest.fixture
def question(aspect, hale):
    return ask(aspect, hale, measure="walk")


def test_the_numbers_and_the_agreement_come_from_the_walk(as_hale, question, walk, last_year):
    page = as_hale.get(question.get_absolute_url()).content.decode()
    assert ("Take its numbers" in page, "15 of 20" in page) == (True, False)

    as_hale.post(reverse("impact:walk", args=[question.pk]), {"look_for": walk.looked_for().get().pk})

    question.refresh_from_db()
    assert (question.agreement, question.afterwards, str(question.look_for)) == (0.91, False, "Pupils rework")
    page = as_hale.get(question.get_absolute_url()).content.decode()
    said = "Feedback: it was seen in 15 of 20 lessons of members (75%) and in 12 of 32 lessons of other staff (38%)."
    assert said in page
    assert "It was seen more often in lessons of members: by 38 points" in page
    assert ("judged strong" in page.split("Type other numbers")[0], "Take its numbers" in page) == (False, False)
    overview = as_hale.get(reverse("impact:overview", args=["northgate"])).content.decode()
    assert "In lessons of members Feedback was seen more often than in other lessons." in overview
    assert "15 of 20 lessons of members, 12 of 32 of others" in overview


def test_observers_who_disagree_are_a_caveat_that_nobody_types(as_hale, question, walk):
    LookFor.objects.update(alpha=0.4)

    as_hale.post(reverse("impact:walk", args=[question.pk]), {"look_for": walk.looked_for().get().pk})

    page = as_hale.get(question.get_absolute_url()).content.decode()
    assert "Two observers of the same lesson often judged differently." in page
    assert Caveat.OBSERVERS_DIFFER


@pytest.mark.parametrize(("later", "afterwards"), [(-1, False), (1, True)])
def test_a_question_put_when_the_walk_was_over_says_so(aspect, hale, walk, later, afterwards):
    question = ask(aspect, hale, measure="walk", at=EVENING + timedelta(hours=later))
    (found,) = found_by_walks(question, hale)

    question.take(found.look_for, found.arms, by=hale, at=EVENING + timedelta(days=1))

    assert question.afterwards is afterwards


def test_typed_afterwards_they_are_no_longer_the_walks(question, walk, hale):
    (found,) = found_by_walks(question, hale)
    question.take(found.look_for, found.arms, by=hale, at=FRIDAY)

    question.type_counts(found.arms, by=hale, at=FRIDAY)

    question.refresh_from_db()
    assert (question.look_for, question.counts.count()) == (None, 1)


def test_only_walks_of_the_same_members_and_with_numbers_apart_are_offered(
    aspect, hale, walk, question, northgate, ama
):
    over(prepare(northgate, aspect, [ama], by=hale, members_in=LAST_YEAR), [], None)
    over(prepare(northgate, aspect, [ama], by=hale), SEEN, None)

    assert [one.walk for one in found_by_walks(question, hale)] == [walk]
    assert found_by_walks(ask(aspect, hale, measure="walk", least_months=3), hale) == []
    assert found_by_walks(ask(aspect, hale), hale) == []


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 40, "²"])
def test_what_no_walk_has_counted_cannot_be_taken(as_hale, question, walk, chosen):
    response = as_hale.post(reverse("impact:walk", args=[question.pk]), {"look_for": chosen})

    assert (response.status_code, question.counts.count()) == (404, 0)


def test_without_a_walk_the_page_says_where_one_is_prepared(as_hale, question, aspect, hale):
    page = as_hale.get(question.get_absolute_url()).content.decode()
    assert "No walk on this aspect has counted the lessons of 2025–26’s members apart" in page
    longer = ask(aspect, hale, measure="walk", least_months=6)
    assert "A walk knows who belonged to a group at all." in as_hale.get(longer.get_absolute_url()).content.decode()


def test_fewer_in_lessons_of_members_and_not_settled_are_said_of_lessons(as_hale, question, walk):
    look_for = walk.looked_for().get()
    for apart, words in (
        ([[8, 30], [24, 30]], "It was seen less often in lessons of members: by 53 points"),
        ([[15, 30], [14, 30]], "Whether lessons of members differ is not settled with these numbers"),
    ):
        LookFor.objects.update(apart=apart)
        as_hale.post(reverse("impact:walk", args=[question.pk]), {"look_for": look_for.pk})
        assert words in as_hale.get(question.get_absolute_url()).content.decode()
