"""A proposal waits for leaders by name, never without a day; and no answer comes without reasons."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from collegium.enquiry.models import Question
from collegium.history.models import Entry
from collegium.outcomes import policies
from collegium.outcomes.models import (
    Answer,
    DecidedMeanwhile,
    Further,
    Policy,
    Proposal,
    Queue,
    leaders_of,
)
from collegium.outcomes.telling import proposers
from collegium.people.exporting import held_about
from collegium.people.models import Appointment
from tests.conftest import FRIDAY, MONDAY, duty, person

pytestmark = pytest.mark.django_db
CHRISTMAS = date(2026, 12, 18)


@pytest.fixture
def proposal(feedback, northgate, ama, hale):
    return Proposal.objects.put(
        "Ten minutes for feedback", "Each lesson after marking begins with ten minutes for it.", group=feedback,
        benefit="They act on what we write.", to=[hale], school=northgate, by=ama, at=MONDAY,
    )  # fmt: skip


def titles(found):
    return [one.title for one in found]


def test_it_has_a_day_from_the_beginning(proposal, feedback, northgate, ama, hale):
    assert (str(proposal), proposal.due_on, proposal.is_open) == (
        "Ten minutes for feedback", date(2026, 11, 30), True)  # fmt: skip
    Queue.objects.arrange(northgate, weeks=1, counter_for_all=True, by=hale, at=MONDAY)
    Queue.objects.arrange(northgate, weeks=2, counter_for_all=False, by=hale, at=MONDAY)
    sooner = Proposal.objects.put("Sooner", "…", benefit="…", to=[hale], school=northgate, by=ama, at=MONDAY)

    assert (sooner.due_on, str(Queue.objects.get())) == (date(2026, 11, 23), f"queue {Queue.objects.get().pk}")
    assert [one.counter_for_all for one in Queue.objects.visible_to(ama)] == [False]


def test_who_knows_of_it(proposal, northgate, ama, tom, sam, hale, ines, finn, gwen):
    other = person("Vera Lowe", northgate)
    duty(other, "leadership", school=northgate)

    assert [Proposal.objects.visible_to(one).exists() for one in (ama, tom, gwen, hale, sam, ines, finn, other)] == [
        True, True, True, True, False, False, False, False]  # fmt: skip
    assert [list(Proposal.objects.asked_of(one)) for one in (hale, ama)] == [[proposal], []]
    assert list(leaders_of(northgate)) == [hale, other]
    proposal.turn_to(other, by=tom, at=FRIDAY)
    proposal.turn_to(other, by=tom, at=FRIDAY)
    assert list(Proposal.objects.asked_of(other)) == [proposal]
    assert Entry.objects.filter(did="turned to").count() == 1


@time_machine.travel(datetime(2027, 1, 11, 9, tzinfo=UTC), tick=False)
def test_a_leader_who_works_elsewhere_now_neither_reads_nor_answers_it(proposal, northgate, harbour, ama, tom, hale):
    hale.appointments.get().end(on=CHRISTMAS, by=ama, at=FRIDAY)
    Appointment.objects.create(person=hale, school=harbour, starts_on=date(2027, 1, 1))
    duty(hale, "leadership", school=harbour)

    assert not Proposal.objects.visible_to(hale).exists()
    assert not Proposal.objects.asked_of(hale).exists()
    assert [policies.may_answer(hale, proposal), policies.may_turn_to(hale, proposal)] == [False, False]
    vera = person("Vera Lowe", northgate)
    duty(vera, "cpd-lead", network=northgate.networks.get())
    proposal.turn_to(vera, by=tom, at=FRIDAY)
    assert [list(proposal.asked()), policies.may_answer(vera, proposal)] == [[vera], True]
    assert list(Proposal.objects.visible_to(vera)) == [proposal]


def test_whoever_left_the_group_no_longer_proposes_in_its_name(proposal, feedback, northgate, ama, tom, hale):
    own = Proposal.objects.put("Tea", "At four.", benefit="Calm.", to=[hale], school=northgate, by=ama, at=MONDAY)
    feedback.memberships.get(person=ama).leave(by=ama, at=MONDAY - timedelta(days=3))

    assert [list(Proposal.objects.visible_to(one).order_by("pk")) for one in (ama, tom)] == [[own], [proposal]]
    assert [policies.proposed(ama, one) for one in (proposal, own)] == [False, True]
    assert list(proposers(proposal).order_by("pk").values_list("first_name", flat=True)) == ["Tom", "Gwen"]


@pytest.mark.both
def test_of_two_leaders_who_answer_at_once_one_wins(proposal, hale, ama):
    proposal.answer("taken-up", "We talk about it next week.", seen=0, by=hale, at=FRIDAY, due_on=CHRISTMAS)

    with pytest.raises(DecidedMeanwhile):
        proposal.answer("declined", "No room in the day.", seen=0, by=ama, at=FRIDAY)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.due_on, [str(one) for one in proposal.answers.all()]) == (
        "taken-up", CHRISTMAS, ["taken up for discussion"])  # fmt: skip


@pytest.mark.both
def test_no_answer_comes_without_reasons(proposal, hale):
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.answer("declined", "", seen=0, by=hale, at=FRIDAY)


def test_declined_it_is_over(proposal, hale, ama):
    proposal.answer("declined", "The timetable has no ten minutes.", seen=0, by=hale, at=FRIDAY, due_on=CHRISTMAS)

    assert (proposal.state, proposal.due_on, proposal.is_open, proposal.may_become()) == ("declined", None, False, ())
    assert not policies.may_add(ama, proposal)
    assert not policies.may_take_back(ama, proposal)


def test_asked_for_more_the_group_adds_and_a_new_day_is_promised(proposal, ama, tom, hale, sam):
    assert not policies.may_add(ama, proposal)
    proposal.answer("more", "How did Year 8 take it?", seen=0, by=hale, at=MONDAY)

    assert (proposal.is_open, proposal.due_on, proposal.may_become()) == (False, None, ())
    assert [policies.may_add(one, proposal) for one in (ama, tom, hale, sam)] == [True, True, False, False]
    proposal.add("Well: 20 of 24 rewrote.", seen=1, by=tom, at=FRIDAY)
    assert (proposal.state, proposal.due_on, [one.kind for one in proposal.answers.order_by("pk")]) == (
        "waiting", date(2026, 12, 4), ["more", "added"])  # fmt: skip
    with pytest.raises(DecidedMeanwhile):
        proposal.add("Once more.", seen=1, by=ama, at=FRIDAY)


def test_another_day_is_promised_with_a_reason(proposal, hale):
    proposal.answer("waiting", "The team meets after that.", seen=0, by=hale, at=FRIDAY, due_on=CHRISTMAS)

    assert [proposal.due_on, proposal.answers.get().postpones] == [CHRISTMAS, True]


def test_what_is_overdue(proposal, hale):
    day = proposal.due_on
    assert [proposal.is_overdue(day), proposal.is_overdue(day + timedelta(days=1))] == [False, True]
    assert [Proposal.objects.overdue(each).count() for each in (day, day + timedelta(days=1))] == [0, 1]
    proposal.answer("declined", "No.", seen=0, by=hale, at=FRIDAY)
    assert not Proposal.objects.overdue(day + timedelta(days=1)).exists()


def test_on_trial_and_then_a_policy_that_leads_back(proposal, northgate, ama, hale, tom, sam, priya, gwen):
    proposal.answer("on-trial", "Year 8 until Christmas.", seen=0, by=hale, at=MONDAY, due_on=CHRISTMAS)
    assert proposal.may_become() == ("policy", "declined", "on-trial")
    proposal.answer("policy", "It worked.", seen=1, by=hale, at=FRIDAY, due_on=CHRISTMAS, policy="Ten minutes.")

    made = Policy.objects.get()
    assert (str(made), made.words, made.proposal, made.is_in_force, proposal.is_open, proposal.due_on) == (
        "Ten minutes for feedback", "Ten minutes.", proposal, True, False, None)  # fmt: skip
    assert [Policy.objects.visible_to(one).exists() for one in (ama, sam, priya, gwen)] == [True, True, False, True]
    assert [policies.may_review(one, made) for one in (hale, ama)] == [True, False]
    assert [Policy.objects.to_review(each).exists() for each in (CHRISTMAS, date(2026, 12, 19))] == [False, True]


@pytest.mark.both
def test_a_policy_is_looked_at_again_and_ends_with_a_reason(proposal, hale):
    proposal.answer("policy", "It worked.", seen=0, by=hale, at=MONDAY, due_on=CHRISTMAS)
    made = Policy.objects.get()
    assert made.words == proposal.words

    stays = made.review("It works.", seen=0, by=hale, at=FRIDAY, review_on=date(2027, 7, 1))
    with pytest.raises(DecidedMeanwhile):
        made.review("Not any more.", seen=0, by=hale, at=FRIDAY)
    made.review("Everybody does it now.", seen=1, by=hale, at=FRIDAY)

    assert [made.review_on, made.ended_at, made.is_in_force, str(stays)] == [
        date(2027, 7, 1), FRIDAY, False, f"review {stays.pk}"]  # fmt: skip
    assert not policies.may_review(hale, made)
    with pytest.raises(DecidedMeanwhile):
        made.review("Again.", seen=2, by=hale, at=FRIDAY)
    assert not Policy.objects.in_force().exists()


def test_taken_back_it_waits_for_nobody_and_what_was_decided_stays(proposal, ama, tom, hale, sam):
    assert [policies.may_take_back(one, proposal) for one in (ama, tom, hale, sam)] == [True, True, False, False]
    proposal.withdraw(by=tom, at=FRIDAY)
    proposal.withdraw(by=tom, at=FRIDAY)

    assert (proposal.withdrawn_at, proposal.is_open, proposal.may_become()) == (FRIDAY, False, ())
    assert not policies.may_take_back(ama, proposal)
    assert not policies.may_answer(hale, proposal)
    assert not policies.may_turn_to(ama, proposal)
    assert Entry.objects.filter(did="withdrew").count() == 1


def test_taken_back_it_is_read_by_those_who_put_it_and_by_no_leader(proposal, ama, tom, hale):
    proposal.answer("more", "How did Year 8 take it?", seen=0, by=hale, at=MONDAY)
    proposal.withdraw(by=tom, at=FRIDAY)

    assert [Proposal.objects.visible_to(one).exists() for one in (ama, tom, hale)] == [True, True, False]
    gone = [[(one.at, one.withdrawn_at) for one in Proposal.objects.taken_back_from(one)] for one in (hale, ama)]
    assert gone == [[(MONDAY, FRIDAY)], []]


def titles_held(somebody):
    """What of proposals a leader takes away: what was put to them, and their own answers."""
    held = {label: rows for label, _title, rows in held_about(somebody)}
    return [row["proposal__title"] for name in ("proposal_to", "answer") for row in held[f"outcomes.{name}"]]


@time_machine.travel(datetime(2027, 1, 11, 9, tzinfo=UTC), tick=False)
def test_whoever_leads_no_more_takes_their_answers_away_and_not_its_title(proposal, ama, hale):
    proposal.answer("more", "How did Year 8 take it?", seen=0, by=hale, at=MONDAY)
    assert titles_held(hale) == ["Ten minutes for feedback"] * 2
    hale.appointments.get().end(on=CHRISTMAS, by=ama, at=FRIDAY)

    assert titles_held(hale) == ["", ""]
    [answer] = [row for label, _title, rows in held_about(hale) if label == "outcomes.answer" for row in rows]
    assert answer["reasons"] == "How did Year 8 take it?"


def test_nor_whoever_was_asked_for_one_that_was_taken_back(proposal, ama, hale):
    proposal.answer("more", "How did Year 8 take it?", seen=0, by=hale, at=MONDAY)
    proposal.withdraw(by=ama, at=FRIDAY)

    assert titles_held(hale) == ["", ""]


def test_who_answers(proposal, northgate, hale, ama, tom, sam):
    duty(sam, "leadership", school=northgate)

    assert [policies.may_answer(one, proposal) for one in (hale, ama, sam)] == [True, False, False]
    assert [policies.may_turn_to(one, proposal) for one in (hale, ama, tom, sam)] == [True, True, True, False]
    assert [policies.may_arrange(one, northgate) for one in (hale, sam, ama)] == [True, True, False]


def test_one_enquirer_puts_one_too(northgate, sam, tom, hale):
    own = Proposal.objects.put("Mine", "…", benefit="…", to=[hale], school=northgate, by=sam, at=MONDAY)

    assert [policies.proposed(one, own) for one in (sam, tom)] == [True, False]


def test_how_many_and_what_became_of_them(proposal, northgate, hale, ama):
    Proposal.objects.put("Another", "…", benefit="…", to=[hale], school=northgate, by=ama, at=MONDAY).answer(
        "declined", "No.", seen=0, by=hale, at=FRIDAY)  # fmt: skip

    assert Proposal.objects.figures(northgate, date(2026, 12, 24)) == {
        "put": 2, "overdue": 1, "waiting": 1, "taken_up": 0, "on_trial": 0, "policy": 0, "declined": 1, "more": 0,
    }  # fmt: skip


def test_a_question_goes_on_from_a_decision(proposal, northgate, ama, hale):
    Answer.objects.all()
    question = Further.objects.begin(
        person=ama, text="Does it hold in Year 10?", purpose="They act on it.", at=FRIDAY, proposal=proposal,
        audience="school", school=northgate,
    )  # fmt: skip

    assert [question, question.goes_on_from.proposal] == [Question.objects.get(), proposal]
    assert str(question.goes_on_from) == f"further {question.goes_on_from.pk}"
