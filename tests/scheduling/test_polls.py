"""When can we? Answers, suggestions and withdrawals, and what a poll says."""

from datetime import UTC, date, datetime, time

import pytest

from collegium.groups.models import Membership
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.scheduling.asking import ask, hear, invite, look_after, remind, tell_organiser
from collegium.scheduling.counting import count
from collegium.scheduling.models import Moment, Poll, PollClosed, Refused, TooMany, Vote
from collegium.scheduling.words import listed, who_can
from tests.conftest import FRIDAY, MONDAY, member, person
from tests.scheduling.conftest import FRIDAY_1545, IF_NEED_BE, NO, TUESDAY, YES

TUESDAY_17 = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def letters(kind):
    found = Letter.objects.filter(kind=kind).values_list("person__first_name", flat=True)
    return sorted(found)


def test_a_poll_asks_every_member_and_the_guest_but_not_who_asks(poll):
    assert letters("times") == ["Gwen", "Tom"]
    assert [str(option) for option in poll.options.in_order()] == ["Tuesday 15:45", "Thursday 08:00"]


@pytest.mark.both
def test_a_group_is_asked_one_thing_at_a_time(poll, feedback, tom):
    again = ask(feedback, [FRIDAY_1545], closes_on=date(2026, 11, 20), by=tom, at=FRIDAY)

    assert again == poll
    assert Poll.objects.count() == 1


def test_once_a_poll_is_over_the_group_may_be_asked_anew(poll, feedback, tom):
    later = ask(feedback, [FRIDAY_1545], closes_on=date(2026, 12, 20), by=tom, at=TUESDAY_17)

    poll.refresh_from_db()
    assert (later == poll, poll.closed_at) == (False, TUESDAY_17)


@pytest.mark.both
def test_an_answer_replaces_the_one_before_and_what_is_left_open_is_a_no(poll, tuesday, thursday, tom):
    poll.answer(tom, {tuesday.pk: YES, thursday.pk: YES}, at=MONDAY)
    poll.answer(tom, {thursday.pk: IF_NEED_BE}, at=FRIDAY)

    said = dict(Vote.objects.filter(reply__person=tom).values_list("option", "says"))
    assert said == {tuesday.pk: NO, thursday.pk: IF_NEED_BE}
    assert poll.replies.count() == 1


def test_nobody_answers_after_the_last_day(poll, tuesday, tom):
    with pytest.raises(PollClosed):
        poll.answer(tom, {tuesday.pk: YES}, at=TUESDAY_17)
    with pytest.raises(PollClosed):
        poll.suggest(FRIDAY_1545, by=tom, at=TUESDAY_17)
    with pytest.raises(PollClosed):
        tuesday.withdraw(by=tom, at=TUESDAY_17)
    with pytest.raises(PollClosed):
        tuesday.bring_back(by=tom, at=TUESDAY_17)


@pytest.mark.both
def test_a_withdrawn_time_keeps_what_was_said_to_it_and_brings_it_back(poll, tuesday, thursday, tom, ama):
    poll.answer(tom, {tuesday.pk: YES, thursday.pk: YES}, at=MONDAY)
    tuesday.withdraw(by=ama, at=MONDAY)
    tuesday.withdraw(by=ama, at=MONDAY)
    poll.answer(tom, {thursday.pk: NO}, at=FRIDAY)

    assert [str(tally.option) for tally in count(poll).withdrawn] == ["Tuesday 15:45"]

    poll.suggest(TUESDAY, by=tom, at=FRIDAY)
    said = dict(Vote.objects.filter(reply__person=tom).values_list("option", "says"))
    assert said == {tuesday.pk: YES, thursday.pk: NO}
    assert Entry.objects.filter(did="withdrew").count() == 1


@pytest.mark.both
def test_the_last_time_that_stands_is_not_withdrawn(poll, tuesday, thursday, ama):
    tuesday.withdraw(by=ama, at=MONDAY)
    thursday.withdraw(by=ama, at=MONDAY)

    assert (tuesday.is_withdrawn, thursday.is_withdrawn) == (True, False)


def test_a_suggested_time_is_unsaid_by_those_who_answered_before(poll, tuesday, tom, gwen):
    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)
    poll.suggest(FRIDAY_1545, by=gwen, at=MONDAY)

    friday = next(tally for tally in count(poll).tallies if tally.option.weekday == 4)
    assert friday.unsaid == ("Tom",)
    assert poll.suggest(FRIDAY_1545, by=tom, at=MONDAY) == friday.option


def test_a_poll_asks_about_as_many_times_as_fit_on_a_page(poll, ama):
    for minute in range(28):
        poll.suggest(Moment(0, time(8, minute)), by=ama, at=MONDAY)

    with pytest.raises(TooMany):
        poll.suggest(FRIDAY_1545, by=ama, at=MONDAY)


def test_the_best_time_is_said_in_plain_words(poll, tuesday, thursday, ama, tom, gwen):
    poll.answer(ama, {tuesday.pk: YES, thursday.pk: YES}, at=MONDAY)
    poll.answer(tom, {tuesday.pk: IF_NEED_BE, thursday.pk: YES}, at=MONDAY)
    poll.answer(gwen, {tuesday.pk: YES}, at=MONDAY)
    poll.suggest(FRIDAY_1545, by=tom, at=MONDAY)

    said = [(str(tally.option), who_can(tally)) for tally in count(poll).tallies]
    assert said == [
        ("Tuesday 15:45", "All three, Tom if need be"),
        ("Thursday 08:00", "Two of three; not Gwen"),
        ("Friday 15:45", "None of three; Ama, Gwen and Tom have not said"),
    ]
    assert listed([]) == ""


def test_two_of_one_first_name_are_told_apart(poll, feedback, northgate, tuesday):
    another = person("Thomas Ashby")
    another.first_name = "Tom"
    another.save()
    member(feedback, another, northgate)

    assert count(poll).silent == ("Ama", "Gwen", "Tom Ashby", "Tom Weller")


@pytest.mark.both
def test_a_time_that_everybody_refused_cannot_be_chosen(poll, tuesday, thursday, ama, tom):
    poll.answer(tom, {thursday.pk: YES}, at=MONDAY)

    with pytest.raises(Refused):
        poll.choose(tuesday, by=ama, at=FRIDAY)

    poll.choose(thursday, by=ama, at=FRIDAY)
    poll.choose(thursday, by=ama, at=FRIDAY)
    assert (poll.chosen, poll.closed_at) == (thursday, FRIDAY)
    assert Entry.objects.filter(did="chose").count() == 1


def test_a_withdrawn_time_cannot_be_chosen(poll, tuesday, ama):
    tuesday.withdraw(by=ama, at=MONDAY)

    with pytest.raises(Refused):
        poll.choose(tuesday, by=ama, at=FRIDAY)


def test_what_a_former_member_said_no_longer_counts(poll, tuesday, ama, tom, feedback):
    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)
    poll.answer(ama, {}, at=MONDAY)
    Membership.objects.get(group=feedback, person=tom).leave(by=tom, at=MONDAY)

    with pytest.raises(Refused):
        poll.choose(tuesday, by=ama, at=FRIDAY)


def test_the_one_who_asked_is_told_once_when_everybody_has_answered(poll, tuesday, ama, tom, gwen, at_monday):
    hear(poll, ama, {tuesday.pk: YES}, at=MONDAY)
    hear(poll, tom, {tuesday.pk: YES}, at=MONDAY)
    assert letters("times-done") == []

    hear(poll, gwen, {tuesday.pk: YES}, at=MONDAY)
    hear(poll, gwen, {tuesday.pk: NO}, at=MONDAY)
    assert letters("times-done") == ["Ama"]
    assert "Tuesday" not in Letter.objects.get(kind="times-done").text


def test_one_reminder_goes_to_those_who_have_not_answered(poll, tuesday, tom, ama):
    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)

    assert remind(poll, by=ama, at=FRIDAY) == 2
    assert remind(poll, by=ama, at=FRIDAY) == 0
    assert letters("times-reminder") == ["Ama", "Gwen"]


def test_once_an_hour_polls_are_looked_after(poll, feedback, northgate, ama, tom):
    newcomer = person("Una New", northgate)
    member(feedback, newcomer, northgate)

    look_after(at=MONDAY)
    assert (letters("times"), letters("times-reminder")) == (["Gwen", "Tom", "Una"], [])

    saturday = datetime(2026, 11, 14, 12, tzinfo=UTC)
    look_after(at=saturday)
    look_after(at=saturday)
    assert letters("times-reminder") == ["Ama", "Gwen", "Tom", "Una"]

    look_after(at=TUESDAY_17)
    look_after(at=TUESDAY_17)
    poll.refresh_from_db()
    assert (poll.closed_at, letters("times-done")) == (TUESDAY_17, ["Ama"])
    assert (invite(poll, at=TUESDAY_17), remind(poll, by=None, at=TUESDAY_17)) == (0, 0)


def test_letters_are_dropped_once_they_are_no_longer_wanted(poll, tuesday, tom, ama, gwen, at_monday, feedback):
    from collegium.mail import kinds

    asked = Letter.objects.get(kind="times", person=tom)
    wanted = kinds.find("times").still_wanted
    assert wanted(asked)

    poll.answer(tom, {tuesday.pk: YES}, at=MONDAY)
    assert not wanted(asked)

    for somebody in (ama, gwen):
        hear(poll, somebody, {tuesday.pk: YES}, at=MONDAY)
    told = Letter.objects.get(kind="times-done")
    assert kinds.find("times-done").still_wanted(told)
    poll.choose(tuesday, by=ama, at=MONDAY)
    assert not kinds.find("times-done").still_wanted(told)
    assert not tell_organiser(poll, at=MONDAY)


def test_an_ended_group_is_asked_nothing(feedback, ama):
    from collegium.groups.models import Ended

    feedback.conclude(by=ama, at=MONDAY)

    with pytest.raises(Ended):
        ask(feedback, [TUESDAY], closes_on=date(2026, 11, 16), by=ama, at=MONDAY)
