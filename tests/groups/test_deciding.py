"""Deciding together: everybody's agreement settles it, silence leaves things as they were."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from collegium.groups import deciding, inviting, policies, words
from collegium.groups.matters import LASTING, NEWCOMERS, PURPOSE
from collegium.groups.models import Agreement, Decision, Ended, Group, Invitation, NothingAgreed, Word
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.people.models import Department
from tests.conftest import FRIDAY, MONDAY, member, person

LATE = MONDAY + timedelta(days=15)
THURSDAYS = {"words": "Shall we move to Thursdays?", "days": 7}


@pytest.fixture
def thursdays(feedback, tom):
    return deciding.put_question(feedback, **THURSDAYS, by=tom, at=MONDAY)


@pytest.fixture
def agreement(feedback, ama):
    made = Agreement.objects.begin(feedback, by=ama, at=MONDAY)
    made.write_down(PURPOSE, words="Pupils read what we write.", by=ama, at=MONDAY, seen=0)
    made.agree(by=ama, at=MONDAY)
    return made


def answer(decision, says, *who, at=FRIDAY, reason=""):
    for one in who:
        decision.answer(says, by=one, at=at, reason=reason)


def test_it_is_open_until_its_last_day_is_over_at_the_groups_school(feedback, harbour, tom, ama):
    harbour.timezone = "Europe/Helsinki"
    harbour.save()
    feedback.schools.set([harbour])

    decision = deciding.put_question(feedback, words="Shall we move?", days=7, by=tom, at=MONDAY.replace(hour=23))

    assert decision.due_at == datetime(2026, 11, 17, 22, tzinfo=UTC)
    assert str(decision.last_day) == "2026-11-17"
    assert "until the end of Tuesday 17 November" in Letter.objects.filter(person=ama).get().text
    deciding.close_what_is_due(at=decision.due_at - timedelta(seconds=1))
    assert Decision.objects.get().is_open
    deciding.close_what_is_due(at=decision.due_at)
    assert not Decision.objects.get().is_open


def test_a_group_without_a_school_goes_by_the_clock_of_the_installation(feedback):
    feedback.schools.clear()

    assert feedback.zone() == "Europe/London"


@pytest.mark.both
def test_it_is_settled_when_the_last_has_agreed_and_not_before(thursdays, ama, gwen):
    answer(thursdays, "agree", ama)
    assert thursdays.is_open

    answer(thursdays, "agree", gwen)

    assert (thursdays.outcome, thursdays.closed_at) == ("agreed", FRIDAY)
    assert words.what_happened(thursdays, FRIDAY) == "Settled on 13 November: all who had to say so agreed."


def test_whoever_asks_has_agreed_and_alone_that_settles_it(feedback, ama, tom, gwen):
    for one in (ama, gwen):
        feedback.memberships.get(person=one).leave(by=one, at=MONDAY)

    decision = deciding.put_question(feedback, **THURSDAYS, by=tom, at=MONDAY)

    assert decision.outcome == "agreed"
    assert not Letter.objects.exists()


def test_the_same_is_asked_once(feedback, thursdays, ama):
    assert deciding.put_question(feedback, **THURSDAYS, by=ama, at=MONDAY) == thursdays
    ending = deciding.put_ending(feedback, words="Done.", by=ama, at=MONDAY, days=3)
    assert deciding.put_ending(feedback, words="Tired.", by=ama, at=MONDAY, days=3) == ending
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(group=feedback, kind="ending", by=ama, at=MONDAY, due_at=FRIDAY)


@pytest.mark.both
def test_an_objection_stops_it_until_its_author_thinks_again(thursdays, ama, gwen):
    answer(thursdays, "object", gwen, reason="I teach until six on Thursdays.")
    answer(thursdays, "agree", ama)
    assert thursdays.is_open
    assert [word.by for word in thursdays.objections(at=FRIDAY)] == [gwen]

    answer(thursdays, "agree", gwen)

    assert thursdays.outcome == "agreed"


def test_an_objection_says_why(thursdays, ama):
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(thursdays, "object", ama)


def test_when_whoever_objected_leaves_the_rest_have_agreed(thursdays, feedback, ama, gwen):
    answer(thursdays, "object", gwen, reason="No.")
    answer(thursdays, "agree", ama)

    feedback.memberships.get(person=gwen).leave(by=gwen, at=FRIDAY)

    thursdays.refresh_from_db()
    assert thursdays.outcome == "agreed"


@pytest.mark.both
def test_silence_is_neither_yes_nor_no(thursdays, ama):
    answer(thursdays, "agree", ama)

    assert deciding.close_what_is_due(at=FRIDAY) == 0
    assert deciding.close_what_is_due(at=LATE) == 1
    assert deciding.close_what_is_due(at=LATE) == 0

    thursdays.refresh_from_db()
    assert thursdays.outcome == "lapsed"
    assert "not everybody had agreed. Nothing changes" in words.what_happened(thursdays, LATE)
    assert [e.did for e in Entry.objects.about(thursdays).order_by("pk")] == ["put", "lapsed"]


def test_an_objection_that_stands_at_the_end_is_what_happened(thursdays, gwen):
    answer(thursdays, "object", gwen, reason="I teach until six.")

    deciding.close_what_is_due(at=LATE)

    thursdays.refresh_from_db()
    assert thursdays.outcome == "objected"
    assert "an objection still stood" in words.what_happened(thursdays, LATE)


def test_a_word_after_the_end_changes_nothing(thursdays, ama, gwen):
    thursdays.close(at=LATE)
    thursdays.close(at=LATE)

    answer(thursdays, "agree", ama, gwen, at=LATE)

    assert thursdays.outcome == "lapsed"
    assert thursdays.answers.count() == 1


def test_saying_the_same_again_is_no_news(thursdays, ama):
    answer(thursdays, "talk", ama)
    answer(thursdays, "talk", ama)

    assert Entry.objects.filter(kind="groups.word", did="talk").count() == 1


def test_whoever_asked_withdraws_it(thursdays, ama, tom):
    assert (policies.may_take_back(tom, thursdays), policies.may_take_back(ama, thursdays)) == (True, False)

    thursdays.withdraw(by=tom, at=FRIDAY)
    thursdays.withdraw(by=tom, at=FRIDAY)

    assert words.what_happened(thursdays, FRIDAY) == "Withdrawn on 13 November. Nothing changes."
    assert Entry.objects.about(thursdays).filter(did="withdrawn").count() == 1
    assert not policies.may_take_back(tom, thursdays)
    assert not policies.may_say(ama, thursdays)


def test_a_group_ends_when_all_have_agreed(feedback, ama, tom, gwen):
    decision = deciding.put_ending(feedback, words="We answered it.", by=tom, at=MONDAY, days=7)
    answer(decision, "agree", ama, gwen)

    conclusion = Group.objects.get(pk=feedback.pk).conclusion
    assert (conclusion.by, conclusion.reason) == (tom, "We answered it.")
    with pytest.raises(Ended):
        deciding.put_question(feedback, **THURSDAYS, by=tom, at=FRIDAY)


def test_of_a_group_that_ended_nothing_is_closed(thursdays, feedback, ama):
    feedback.conclude(by=ama, at=FRIDAY)

    assert deciding.close_what_is_due(at=LATE) == 0
    assert not Decision.objects.to_answer(ama).exists()
    assert not policies.may_say(ama, thursdays)


def test_one_point_of_the_agreement_changes_and_the_rest_stays(feedback, agreement, ama, tom, gwen):
    decision = deciding.put_change(feedback, LASTING, choice="open", by=tom, at=MONDAY, days=7)
    assert words.what(decision) == "Shall we be open-ended?"
    assert deciding.put_change(feedback, LASTING, choice="fixed", number=6, by=ama, at=MONDAY, days=7) == decision
    answer(decision, "agree", ama, gwen)

    second = Agreement.objects.standing().get(group=feedback)
    assert (second.number, second.decision) == (2, decision)
    assert {point.matter: point.answer for point in second.points.all()} == {
        "purpose": {"choice": "", "number": None, "words": "Pupils read what we write."},
        "lasting": {"choice": "open", "number": None, "words": ""},
    }
    assert agreement.points.count() == 1
    assert second.how_many_have_seen(FRIDAY) == (3, 3)


def test_a_change_that_takes_effect_elsewhere(feedback, agreement, ama, tom, gwen):
    decision = deciding.put_change(feedback, NEWCOMERS, choice="open", by=tom, at=MONDAY, days=7)
    assert words.what(decision) == "Shall we change our agreement: Newcomers?"
    assert deciding.consequences(decision, at=MONDAY) == [
        "From then on the new rule holds, also for those who are being asked now."
    ]
    answer(decision, "agree", ama, gwen)

    feedback.refresh_from_db()
    assert feedback.entry == "open"
    assert not policies.may_set_rule(ama, feedback)


def test_without_an_agreement_there_is_nothing_to_change(feedback, tom):
    with pytest.raises(NothingAgreed):
        deciding.put_change(feedback, LASTING, choice="open", by=tom, at=MONDAY, days=7)


def test_a_fixed_number_is_asked_in_its_own_words(feedback, agreement, tom):
    decision = deciding.put_change(feedback, LASTING, choice="fixed", number=6, by=tom, at=MONDAY, days=7)

    assert words.what(decision) == "Shall we set a number of meetings?"
    assert deciding.stands_now(decision) is None


# A newcomer


@pytest.fixture
def newcomer(feedback, tom, sam):
    return inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="Same question.").decision


def test_nobody_hears_of_what_is_said_about_them_before_or_after(newcomer, feedback, ama, tom, gwen, sam):
    answer(newcomer, "object", ama, reason="Not yet.")
    assert not Decision.objects.visible_to(sam).exists()
    answer(newcomer, "agree", ama, gwen)
    Invitation.objects.get().accept(at=FRIDAY)

    assert not Decision.objects.visible_to(sam).exists()
    assert list(Decision.objects.visible_to(tom)) == [newcomer]


def test_what_was_over_before_one_came_is_not_there(thursdays, feedback, northgate, tom):
    thursdays.withdraw(by=tom, at=MONDAY)
    early = person("Ella Reed", northgate)
    member(feedback, early, northgate, joined=FRIDAY.date())

    assert not Decision.objects.visible_to(early).exists()


def test_what_is_not_agreed_in_time_lapses_and_may_be_asked_again(newcomer, feedback, tom, sam):
    deciding.close_what_is_due(at=LATE)

    assert Invitation.objects.get().answer == "lapsed"
    assert not Letter.objects.filter(person=sam).exists()
    again = inviting.invite(feedback, sam, by=tom, at=LATE)
    assert again.decision.is_open


def test_who_asked_to_join_is_told_so_much(feedback, sam):
    inviting.ask_to_join(feedback, sam, at=MONDAY)

    deciding.close_what_is_due(at=LATE)

    assert [letter.subject for letter in Letter.objects.filter(person=sam)] == [
        "Feedback that Moves is not taking anybody in just now"
    ]
    assert Invitation.objects.lately_not_agreed(sam, LATE).count() == 1
    assert Invitation.objects.lately_not_agreed(sam, LATE + timedelta(days=20)).count() == 0


def test_withdrawing_either_withdraws_both(newcomer, feedback, tom, hale):
    newcomer.withdraw(by=tom, at=FRIDAY)
    assert (newcomer.invitation.answer, Decision.objects.get(pk=newcomer.pk).outcome) == ("withdrawn", "withdrawn")

    other = inviting.invite(feedback, hale, by=tom, at=MONDAY)
    other.withdraw(by=tom, at=FRIDAY)
    assert Decision.objects.get(invitation=other).outcome == "withdrawn"


def test_one_coordinators_yes_is_enough_unless_another_objects(feedback, ama, tom, gwen, sam, hale):
    feedback.memberships.get(person=gwen).take_role("coordinator", by=ama, at=MONDAY)
    feedback.welcome("coordinators", by=ama, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    decision = invitation.decision
    assert (policies.may_say(tom, decision), policies.may_say(gwen, decision)) == (False, True)
    assert not Decision.objects.to_answer(tom).exists()
    answer(decision, "object", gwen, reason="Let us wait.")
    answer(decision, "agree", ama)
    assert decision.is_open

    answer(decision, "agree", gwen)

    assert decision.outcome == "agreed"


def test_where_nobody_coordinates_any_member_may_say_yes(feedback, ama, tom, sam):
    feedback.welcome("coordinators", by=ama, at=MONDAY)
    feedback.memberships.get(person=ama).give_up_role("coordinator", by=ama, at=MONDAY)

    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)

    invitation.refresh_from_db()
    assert invitation.agreed_at == MONDAY


def test_when_anyone_may_join_whoever_was_being_decided_on_is_asked(newcomer, feedback, ama, sam):
    feedback.welcome("open", by=ama, at=FRIDAY)

    assert list(Invitation.objects.to_answer(sam)) == [newcomer.invitation]


def test_nobody_has_a_word_on_themselves(newcomer, sam, feedback, northgate):
    member(feedback, sam, northgate)

    assert not policies.may_say(sam, newcomer)
    assert not Decision.objects.to_answer(sam).exists()


def test_what_a_newcomer_would_mean_is_shown_before_one_answers(newcomer, feedback, sam, ama, northgate):
    english = Department.objects.get(name="English")
    maths = Department.objects.create(school=northgate, name="Maths")
    ama.appointments.update(department=english)
    sam.appointments.update(department=maths)

    assert deciding.consequences(newcomer, at=MONDAY) == [
        "You would be 4.", "4 seats would be left.", "From Northgate High there would be 3 of you.",
        "Maths would be new among your subjects.",
    ]  # fmt: skip

    sam.appointments.update(department=english)
    Group.objects.filter(pk=feedback.pk).update(cap=4)
    newcomer = Decision.objects.get(pk=newcomer.pk)
    assert deciding.consequences(newcomer, at=MONDAY)[1::2] == [
        "It would be your last seat.", "2 of you would teach English."
    ]  # fmt: skip


def test_a_full_group_says_so_and_one_without_a_most_says_nothing(feedback, priya, tom):
    decision = inviting.invite(feedback, priya, by=tom, at=MONDAY).decision
    Group.objects.filter(pk=feedback.pk).update(cap=3)
    decision = Decision.objects.get(pk=decision.pk)
    assert deciding.consequences(decision, at=MONDAY)[1:] == [
        "There is no seat at the moment: they would stand in your queue.",
        "Harbour Primary would be new among your schools.",
    ]
    Group.objects.filter(pk=feedback.pk).update(cap=None)

    assert len(deciding.consequences(Decision.objects.get(pk=decision.pk), at=MONDAY)) == 2


def test_in_one_school_it_goes_without_saying(feedback, gwen, sam, tom, newcomer):
    feedback.memberships.get(person=gwen).leave(by=gwen, at=MONDAY)

    assert deciding.consequences(newcomer, at=MONDAY) == ["You would be 3.", "5 seats would be left."]


def test_of_an_address_nothing_shows_that_an_account_would_tell(feedback, priya, tom):
    asked = inviting.invite_address(feedback, email=priya.email, name="Mo", school="Hill", by=tom, at=MONDAY)

    assert deciding.consequences(asked.decision, at=MONDAY) == ["You would be 4.", "4 seats would be left."]


def test_what_an_ending_means_is_said_too(feedback, tom, thursdays):
    ending = deciding.put_ending(feedback, words="", by=tom, at=MONDAY, days=7)

    assert "Nothing is lost" in deciding.consequences(ending, at=MONDAY)[0]
    assert deciding.consequences(thursdays, at=MONDAY) == []
    assert words.what(ending) == "Shall we end this group?"


# One letter, and the way to talk


def test_each_who_has_not_answered_gets_one_letter(thursdays, ama, gwen):
    asked = Letter.objects.order_by("pk")

    assert {letter.person for letter in asked} == {ama, gwen}
    assert asked[0].subject == "Feedback that Moves decides: Shall we move to Thursdays?"
    assert thursdays.get_absolute_url() in asked[0].text


def test_the_letter_is_wanted_while_the_word_is(thursdays, ama, gwen):
    from collegium.mail import kinds

    still = {letter.person: kinds.find("decision").still_wanted for letter in Letter.objects.all()}
    answer(thursdays, "talk", ama)

    wanted = {letter.person: still[letter.person](letter) for letter in Letter.objects.all()}
    assert wanted == {ama: False, gwen: True}


def test_talking_first_opens_one_conversation_that_the_newcomer_never_reads(newcomer, feedback, ama, gwen, sam):
    from collegium.conversation.models import Post, Thread

    there = deciding.answer(newcomer, "talk", by=ama, at=FRIDAY, reason="Is our room big enough?")
    assert deciding.answer(newcomer, "talk", by=gwen, at=FRIDAY) == there
    deciding.answer(newcomer, "talk", by=gwen, at=FRIDAY)
    assert [post.text for post in Post.objects.order_by("pk")] == [
        "Is our room big enough?", "I would like to talk about this first."
    ]  # fmt: skip
    answer(newcomer, "agree", ama, gwen)
    newcomer.invitation.refresh_from_db()
    newcomer.invitation.accept(at=FRIDAY)

    assert Thread.objects.visible_to(ama).count() == 1
    assert (Thread.objects.visible_to(sam).count(), Post.objects.visible_to(sam).count()) == (0, 0)


def test_agreeing_opens_no_conversation(thursdays, ama):
    assert deciding.answer(thursdays, "agree", by=ama, at=FRIDAY) == ""


def test_others_words_are_shown_after_ones_own_and_objections_at_once(thursdays, ama, gwen, tom):
    answer(thursdays, "object", gwen, reason="No.")

    (before,) = deciding.tallies([thursdays], ama, at=FRIDAY)
    assert (before.have, before.of, [word.by for word in before.shown]) == (2, 3, [gwen])
    answer(thursdays, "talk", ama)
    (after,) = deciding.tallies([thursdays], ama, at=FRIDAY)
    assert [word.by for word in after.shown] == [tom, gwen, ama]
    assert words.answered(1, 3) == "1 of 3 has answered"


def test_a_list_costs_the_same_for_one_and_for_three(feedback, thursdays, ama, django_assert_num_queries):
    with django_assert_num_queries(2):
        deciding.tallies([thursdays], ama, at=FRIDAY)
    more = [
        deciding.put_question(feedback, words=f"Question {number}?", by=ama, at=MONDAY, days=3) for number in (1, 2)
    ]
    with django_assert_num_queries(2):
        deciding.tallies([thursdays, *more], ama, at=FRIDAY)


def test_who_has_answered_is_nobodys_to_read_in_history(thursdays, ama, tom):
    answer(thursdays, "talk", ama)

    assert not Entry.objects.visible_to(tom).filter(kind="groups.word").exists()
    assert Word.objects.count() == 2
