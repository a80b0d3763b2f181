"""A minute for one's wishes: what is kept, until when it can change, and who may know."""

from datetime import date, timedelta

import pytest

from collegium.history.models import Entry
from collegium.programmes.models import Answer, Unanswered, WishesClosed
from tests.conftest import FRIDAY, MONDAY

LATE = MONDAY + timedelta(days=40)


@pytest.fixture
def written(programme):
    return programme.themes.get(title="Written feedback")


@pytest.fixture
def oracy(programme):
    return programme.themes.get(title="Oracy")


@pytest.fixture
def early(programme):
    return programme.slots.get(weekday=3)


def test_an_answer_holds_ranked_wishes_and_the_times_one_cannot(programme, tom, written, oracy, early):
    answer = programme.collecting.take(tom, wishes=[oracy, written], cannot=[early], would_lead=True, at=MONDAY)

    assert answer.themes() == [oracy, written]
    assert [wish.rank for wish in answer.wishes.order_by("rank")] == [1, 2]
    assert [str(slot) for slot in programme.slots.in_order() if answer.can(slot)] == ["Tuesday 15:45"]
    assert (answer.would_lead, answer.joins_as_given, answer.alone) == (True, False, False)
    assert [(entry.did, entry.by) for entry in Entry.objects.all()] == [("answered", tom.pseudonym)]


@pytest.mark.both
def test_answering_again_replaces_what_was_said(programme, tom, written, oracy, early):
    programme.collecting.take(tom, wishes=[oracy, written], cannot=[early], at=MONDAY)

    programme.collecting.take(tom, wishes=[written], question="Which words help?", joins_as_given=True, at=FRIDAY)

    answer = Answer.objects.get(person=tom)
    assert (answer.themes(), list(answer.cannot.all()), answer.question) == ([written], [], "Which words help?")
    assert answer.joins_as_given
    assert answer.at == FRIDAY


def test_after_the_last_day_nothing_is_taken(programme, tom, written):
    with pytest.raises(WishesClosed):
        programme.collecting.take(tom, wishes=[written], at=LATE)

    assert not programme.answers.exists()


def test_the_last_day_counts_whole(programme, tom, written):
    programme.collecting.take(tom, wishes=[written], at=MONDAY.replace(day=30, hour=23))

    assert programme.answers.count() == 1


def test_wishes_closed_early_can_be_collected_once_more(programme, hale, tom, written):
    programme.collecting.close(by=hale, at=MONDAY)
    programme.collecting.close(by=hale, at=MONDAY)
    with pytest.raises(WishesClosed):
        programme.collecting.take(tom, wishes=[written], at=MONDAY)

    programme.collecting.go_on_until(date(2026, 12, 4), by=hale, at=FRIDAY)

    programme.collecting.take(tom, wishes=[written], at=FRIDAY)
    assert [entry.did for entry in Entry.objects.order_by("pk")] == [
        "closed wishes of", "collects wishes for", "answered",
    ]  # fmt: skip


def test_who_takes_an_answer_back_has_not_answered(programme, tom, written):
    programme.collecting.take(tom, wishes=[written], at=MONDAY)

    programme.collecting.withdraw(tom, at=FRIDAY)

    assert programme.not_answered().filter(pk=tom.pk).exists()


def test_after_closing_an_answer_stays(programme, tom, written):
    programme.collecting.take(tom, wishes=[written], at=MONDAY)

    with pytest.raises(WishesClosed):
        programme.collecting.withdraw(tom, at=LATE)


def test_a_time_given_later_was_never_asked_about(programme, hale, tom, written):
    from datetime import time

    answer = programme.collecting.take(tom, wishes=[written], at=MONDAY)
    late = programme.give_slot(4, time(16), by=hale, at=FRIDAY)

    assert not answer.can(late)
    assert programme.collecting.take(tom, wishes=[written], at=FRIDAY).can(late)


def test_the_lead_sees_who_until_closing_and_what_after_it(programme, hale, tom, sam, written):
    programme.collecting.take(tom, wishes=[written], at=MONDAY)

    assert not Answer.objects.visible_to(hale, MONDAY).exists()
    assert [answer.person for answer in Answer.objects.visible_to(hale, LATE)] == [tom]
    assert [answer.person for answer in Answer.objects.visible_to(tom, MONDAY)] == [tom]
    assert not Answer.objects.visible_to(sam, LATE).exists()
    assert {person.first_name for person in programme.not_answered()} == {"Sam", "Martin"}


def test_other_leads_and_networks_learn_no_wishes(programme, harbour, priya, ines, tom, written):
    from tests.conftest import duty

    duty(priya, "cpd-lead", school=harbour)
    programme.collecting.take(tom, wishes=[written], at=MONDAY)

    assert not Answer.objects.visible_to(priya, LATE).exists()
    assert not Answer.objects.visible_to(ines, LATE).exists()


def test_what_the_lead_brings_never_replaces_one_s_own_word(programme, hale, tom, written, oracy):
    programme.collecting.take(tom, wishes=[written], at=MONDAY)

    programme.collecting.take(tom, wishes=[oracy], brought_by=hale, at=LATE)

    assert programme.answers.get().themes() == [written]


def test_bringing_the_same_twice_changes_nothing(programme, hale, tom, written, oracy, early):
    said = {"wishes": [written, oracy], "cannot": [early], "brought_by": hale}
    programme.collecting.take(tom, **said, at=LATE)
    programme.collecting.take(tom, **said, at=LATE + timedelta(days=1))

    assert programme.answers.get().at == LATE
    assert [entry.did for entry in Entry.objects.all()] == ["brought"]


def test_a_changed_file_replaces_what_was_brought(programme, hale, tom, written, oracy):
    programme.collecting.take(tom, wishes=[written], brought_by=hale, at=MONDAY)
    programme.collecting.take(tom, wishes=[oracy], brought_by=hale, at=FRIDAY)

    assert programme.answers.get().themes() == [oracy]


def test_what_is_decided_for_someone_silent_ends_with_their_own_answer(programme, hale, sam, written):
    programme.collecting.decide_for(sam, Unanswered.Choice.LEFT_OUT, by=hale, at=MONDAY)
    programme.collecting.decide_for(sam, Unanswered.Choice.PLANNER, by=hale, at=MONDAY)
    assert [row.choice for row in programme.unanswered.all()] == ["planner"]

    programme.collecting.take(sam, wishes=[written], at=FRIDAY)

    assert not programme.unanswered.exists()


def test_only_the_lead_knows_what_was_decided_for_the_silent(programme, hale, sam):
    programme.collecting.decide_for(sam, Unanswered.Choice.LEFT_OUT, by=hale, at=MONDAY)

    assert Unanswered.objects.visible_to(hale).count() == 1
    assert not Unanswered.objects.visible_to(sam).exists()


def test_answers_of_who_has_left_no_longer_count(programme, hale, tom, sam, written):
    programme.collecting.take(tom, wishes=[written], at=MONDAY)
    programme.collecting.take(sam, alone=True, at=MONDAY)
    tom.appointments.get().end(on=date(2026, 11, 1), by=hale, at=FRIDAY)

    assert [answer.person for answer in programme.answered()] == [sam]
    assert not programme.answered().for_groups().exists()
