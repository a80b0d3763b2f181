"""The pages of a poll: signed in, and by one's own link."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.people.models import Link
from collegium.scheduling.asking import link_for
from collegium.scheduling.models import Moment, Poll, Vote
from tests.conftest import MONDAY, member, person
from tests.scheduling.conftest import FRIDAY_1545, NO, YES

pytestmark = pytest.mark.usefixtures("at_monday")
LATER = datetime(2026, 11, 18, 9, tzinfo=UTC)


def page_of(client, poll, who, **given):
    client.force_login(who)
    return client.get(poll.get_absolute_url(), **given).content.decode()


def by_link(poll, who, name="times_by_link"):
    return reverse(f"scheduling:{name}", args=[link_for(poll, who).token])


def test_asking_a_group_makes_a_time_of_each_day_and_line(client, feedback, tom):
    client.force_login(tom)

    asked = client.post(
        reverse("scheduling:polls", args=[feedback.slug]),
        {"days": ["1", "3"], "time_1": "08:00", "name_1": "before school", "time_3": "15:45", "minutes": "60",
         "closes_on": "2026-11-20"},
    )  # fmt: skip

    poll = Poll.objects.get()
    assert asked.headers["Location"] == poll.get_absolute_url()
    assert [f"{option} {option.name}".strip() for option in poll.options.in_order()] == [
        "Tuesday 08:00 before school", "Tuesday 15:45", "Thursday 08:00 before school", "Thursday 15:45",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"days": ["1"]}, "at least one time"),
        ({"days": [], "time_1": "08:00"}, "at least one day"),
        ({"days": ["1"], "time_1": "08:00", "closes_on": "2026-11-01"}, "That day is over"),
        ({"days": ["1"], "time_1": "08:00", "closes_on": "2027-11-01"}, "Two months at most"),
    ],
)
def test_a_poll_about_nothing_or_for_ever_is_not_asked(client, feedback, tom, given, says):
    client.force_login(tom)

    page = client.post(
        reverse("scheduling:polls", args=[feedback.slug]), {"minutes": "60", "closes_on": "2026-11-20"} | given
    )

    assert (page.status_code, Poll.objects.count()) == (422, 0)
    assert says in page.content.decode()


def test_the_programme_s_times_stand_in_a_fresh_form(client, feedback, tom):
    client.force_login(tom)

    form = client.get(reverse("scheduling:times", args=[feedback.slug])).context["form"]

    assert [str(form[f"time_{line}"].value()) for line in (1, 2)] == ["15:45:00", "08:00:00"]


def test_while_a_poll_runs_its_page_is_the_page(client, poll, tom):
    client.force_login(tom)

    assert client.get(reverse("scheduling:times", args=[poll.group.slug])).headers["Location"] == (
        poll.get_absolute_url()
    )


def test_what_others_said_is_seen_once_one_has_answered(client, poll, tuesday, thursday, ama, tom):
    poll.answer(ama, {tuesday.pk: YES, thursday.pk: NO}, at=MONDAY)

    before = page_of(client, poll, tom)
    client.post(reverse("scheduling:answer", args=[poll.pk]), {f"option-{tuesday.pk}": "if-need-be"})
    after = page_of(client, poll, tom)

    assert ("The best times so far" in before, "1 of 3" in before) == (False, True)
    assert "All two, Tom if need be" in after
    assert Vote.objects.get(reply__person=tom, option=thursday).says == NO


def test_by_link_nobody_sees_a_result_or_an_earlier_answer(client, poll, tuesday, ama, tom):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)
    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)

    page = client.get(by_link(poll, tom)).content.decode()

    assert ("Answering again replaces it" in page, " checked" in page) == (True, False)
    assert [word for word in ("Tom", "Gwen", "best time", "of three") if word in page] == []


def test_an_answer_by_link_is_the_person_s_own(client, poll, tuesday, tom):
    done = client.post(by_link(poll, tom, "answer_by_link"), {f"option-{tuesday.pk}": "yes"}, follow=True)

    assert "Your answer is kept" in done.content.decode()
    assert list(Vote.objects.filter(says=YES).values_list("reply__person", flat=True)) == [tom.pk]


def test_opening_a_link_changes_nothing(client, poll, tom):
    client.get(by_link(poll, tom))

    assert poll.replies.count() == 0


def test_none_of_these_is_an_answer_and_nothing_is_not(client, poll, tom):
    nothing = client.post(by_link(poll, tom, "answer_by_link"), {})
    none = client.post(by_link(poll, tom, "answer_by_link"), {"none": "on"})

    assert (nothing.status_code, none.status_code) == (422, 302)
    assert "tick that none suits you" in nothing.content.decode()
    assert set(Vote.objects.values_list("says", flat=True)) == {NO}


def test_a_link_of_another_purpose_or_person_opens_nothing(client, poll, tom, sam):
    wishes = Link.objects.for_("wishes", tom, poll.pk)
    stranger = link_for(poll, sam)

    answers = [client.get(reverse("scheduling:times_by_link", args=[link.token])) for link in (wishes, stranger)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_after_the_last_day_the_link_says_so_and_takes_nothing(client, poll, tuesday, tom):
    with time_machine.travel(LATER, tick=False):
        page = client.get(by_link(poll, tom))
        late = client.post(by_link(poll, tom, "answer_by_link"), {f"option-{tuesday.pk}": "yes"})
        idea = client.post(by_link(poll, tom, "suggestion_by_link"), {"weekday": "2", "starts_at": "12:00"})

    assert "This poll is closed" in page.content.decode()
    assert (late.status_code, idea.status_code, poll.replies.count()) == (422, 422, 0)


def test_after_the_last_day_every_member_sees_what_came_of_it(client, poll, tuesday, ama, tom):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)

    with time_machine.travel(LATER, tick=False):
        page = page_of(client, poll, tom)
        late = client.post(reverse("scheduling:answer", args=[poll.pk]), {f"option-{tuesday.pk}": "yes"})
        idea = client.post(reverse("scheduling:suggestion", args=[poll.pk]), {"weekday": "2", "starts_at": "12:00"})

    assert "The best times" in page
    assert (late.status_code, idea.status_code, poll.replies.count()) == (422, 422, 1)


def test_a_time_suggested_by_link_is_asked_of_everybody(client, poll, tuesday, ama, tom):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)

    client.post(by_link(poll, tom, "suggestion_by_link"), {"weekday": "2", "starts_at": "12:30"})

    assert "One time came after your answer" in page_of(client, poll, ama)
    assert poll.options.get(weekday=2).by == tom


def test_too_many_times_are_refused_in_a_sentence(client, poll, ama, tom, monkeypatch):
    monkeypatch.setattr("collegium.scheduling.models.poll.MOST_OPTIONS", 2)
    client.force_login(tom)

    page = client.post(reverse("scheduling:suggestion", args=[poll.pk]), {"weekday": "2", "starts_at": "12:00"})
    link = client.post(by_link(poll, tom, "suggestion_by_link"), {"weekday": "2", "starts_at": "12:00"})

    assert [("as many times as fit" in one.content.decode(), one.status_code) for one in (page, link)] == [
        (True, 422), (True, 422),
    ]  # fmt: skip


def test_whoever_suggested_a_time_may_withdraw_it_and_bring_it_back(client, poll, tom):
    mine = poll.suggest(FRIDAY_1545, by=tom, at=MONDAY)
    poll.answer(tom, {mine.pk: YES}, at=MONDAY)
    client.force_login(tom)

    gone = client.post(reverse("scheduling:withdrawal", args=[mine.pk]), follow=True).content.decode()
    back = client.post(reverse("scheduling:restoration", args=[mine.pk]), follow=True).content.decode()

    assert ("Bring it back" in gone, "Bring it back" in back) == (True, False)


def test_the_page_of_an_ended_group_asks_nobody(client, feedback, ama):
    feedback.conclude(by=ama, at=MONDAY)
    client.force_login(ama)

    assert "This group has ended" in client.get(reverse("scheduling:times", args=[feedback.slug])).content.decode()


def test_a_poll_costs_the_same_for_three_members_and_thirty(client, poll, feedback, northgate, tuesday, ama):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)

    def cost():
        client.force_login(ama)
        with CaptureQueriesContext(connection) as asked:
            client.get(poll.get_absolute_url())
        return len(asked)

    few = cost()
    for number in range(27):
        somebody = person(f"Member{number} Long", northgate)
        member(feedback, somebody, northgate)
        poll.answer(somebody, {tuesday.pk: YES}, at=MONDAY)
    for hour in range(8):
        poll.suggest(Moment(0, time(8 + hour)), by=ama, at=MONDAY)

    assert cost() == few



def test_a_poll_waits_on_today_and_on_the_group_s_home_until_it_is_answered(client, poll, tuesday, feedback, tom):
    client.force_login(tom)
    pages = ["/", feedback.get_absolute_url()]

    before = ["Say when I can" in client.get(page).content.decode() for page in pages]
    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)
    after = ["Say when I can" in client.get(page).content.decode() for page in pages]

    assert (before, after) == ([True, True], [False, False])
