"""Setting up: a guided meeting whose answers become the group's agreement."""

import pytest

from collegium.groups.matters import APART, BY_KEY, LASTING, MATTERS, NEWCOMERS, PURPOSE, STAYS, WHEN, after, before
from collegium.groups.models import Agreement, CatchUp, ChangedMeanwhile, Ended, Group, NothingAgreed, Seen
from collegium.groups.saying import Answer, Change, Say
from collegium.history.models import Entry
from collegium.meetings.models import Series
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, member, person


@pytest.fixture
def making(feedback, ama):
    return Agreement.objects.begin(feedback, by=ama, at=MONDAY)


def write(agreement, matter, by, *, seen=0, **answer):
    agreement.write_down(matter, by=by, at=MONDAY, seen=seen, **answer)


def test_it_is_begun_once_and_taken_up_where_it_was_left(making, feedback, tom):
    making.go_to(WHEN)

    again = Agreement.objects.begin(feedback, by=tom, at=FRIDAY)

    assert (again, again.on) == (making, "when")
    assert Entry.objects.about(making).filter(did="began").count() == 1


def test_an_ended_group_sets_up_nothing(feedback, ama):
    feedback.conclude(by=ama, at=MONDAY)

    with pytest.raises(Ended):
        Agreement.objects.begin(feedback, by=ama, at=MONDAY)


def test_going_to_a_question_moves_all_screens_once(making):
    making.go_to(WHEN)
    making.go_to(WHEN)

    making.refresh_from_db()
    assert (making.on, making.moves) == ("when", 1)


def test_what_each_would_say_stands_beside_what_is_written_down(making, ama, tom):
    making.say(PURPOSE, words="To mark less.", by=tom, at=MONDAY)
    making.say(PURPOSE, words="To mark better.", by=tom, at=FRIDAY)
    write(making, PURPOSE, ama, words="To mark less, better.")

    making.refresh_from_db()
    assert [said.words for said in making.said.all()] == ["To mark better."]
    assert making.points.get().words == "To mark less, better."
    assert making.moves == 3


@pytest.mark.both
def test_two_who_write_at_once_do_not_write_over_each_other(making, ama, tom):
    write(making, PURPOSE, ama, words="One")
    write(making, PURPOSE, tom, words="One")
    with pytest.raises(ChangedMeanwhile):
        write(making, PURPOSE, tom, words="Two")

    write(making, PURPOSE, tom, seen=1, words="Two")

    point = making.points.get()
    assert (point.words, point.version, point.by) == ("Two", 2, tom)


def test_what_was_agreed_is_not_written_over(making, ama, tom):
    write(making, PURPOSE, ama, words="One")
    making.agree(by=ama, at=MONDAY)
    making.agree(by=tom, at=FRIDAY)
    write(making, PURPOSE, tom, seen=1, words="Two")
    making.say(PURPOSE, by=tom, at=FRIDAY, words="Three")
    making.go_to(WHEN)

    making.refresh_from_db()
    assert (making.agreed_by, making.agreed_at, making.on) == (ama, MONDAY, "")
    assert (making.points.get().words, making.said.count()) == ("One", 0)


def test_nothing_is_no_agreement(making, ama):
    with pytest.raises(NothingAgreed):
        making.agree(by=ama, at=MONDAY)


def test_a_group_that_ended_meanwhile_agrees_on_nothing(making, feedback, ama):
    write(making, PURPOSE, ama, words="One")
    feedback.conclude(by=ama, at=MONDAY)

    with pytest.raises(Ended):
        making.agree(by=ama, at=FRIDAY)


def test_answers_take_effect_when_they_are_agreed_on(making, feedback, ama):
    series = Series.objects.create(group=feedback, weekday=1, starts_at="15:45", number=6, least_days_between=21)
    write(making, NEWCOMERS, ama, choice="open")
    write(making, LASTING, ama, choice="open")
    write(making, APART, ama, number=4)
    assert Group.objects.get(pk=feedback.pk).entry == "whole-group"

    making.agree(by=ama, at=FRIDAY)

    series.refresh_from_db()
    assert (series.number, series.least_days_between) == (None, 28)
    assert Group.objects.get(pk=feedback.pk).entry == "open"


def test_how_far_apart_is_said_in_weeks(making, feedback, ama, client):
    write(making, APART, ama, number=4)
    making.agree(by=ama, at=FRIDAY)
    client.force_login(ama)

    assert "4 weeks" in client.get(f"/groups/{feedback.slug}/agreement/").content.decode()


def test_what_says_the_same_changes_no_rhythm(making, feedback, ama):
    series = Series.objects.create(group=feedback, weekday=1, starts_at="15:45", number=6)
    write(making, LASTING, ama, choice="fixed", number=6)
    write(making, APART, ama, words="As it comes.")

    making.agree(by=ama, at=FRIDAY)

    assert not Entry.objects.about(series).exists()


def test_how_many_have_seen_it_is_shown_and_not_who(making, feedback, ama, tom, northgate):
    write(making, PURPOSE, ama, words="One")
    making.agree(by=ama, at=MONDAY)
    assert making.how_many_have_seen(MONDAY) == (1, 3)
    assert list(Agreement.objects.to_see(tom)) == [making]

    making.see(tom, at=FRIDAY)
    making.see(tom, at=FRIDAY)
    member(feedback, person("Ella Reed", northgate), northgate, joined=SEPTEMBER)

    assert making.how_many_have_seen(FRIDAY) == (2, 4)
    assert not Agreement.objects.to_see(tom).exists()
    assert not Entry.objects.visible_to(ama).filter(kind="groups.seen").exists()
    assert Seen.objects.count() == 2


def test_what_is_in_the_making_is_nobodys_to_see_yet(making, ama, tom, sam):
    write(making, PURPOSE, ama, words="One")

    assert not Agreement.objects.to_see(tom).exists()
    assert list(Agreement.objects.visible_to(tom)) == [making]
    assert not Agreement.objects.visible_to(sam).exists()


def test_the_questions_follow_each_other():
    assert [matter.key for matter in MATTERS] == list(BY_KEY)
    assert (before("purpose"), after("purpose"), after("stays"), before("stays")) == (
        None, WHEN, None, BY_KEY["newcomers"],
    )  # fmt: skip
    assert (STAYS.choice_keys, STAYS.titled("none")) == (["all", "ideas", "ask"], "")


@pytest.mark.parametrize(
    ("matter", "given", "errors"),
    [
        (PURPOSE, {"words": "So  that."}, []),
        (PURPOSE, {"words": " "}, ["__all__"]),
        (LASTING, {"choice": "fixed"}, ["number"]),
        (LASTING, {"choice": "open", "number": "9"}, []),
        (APART, {"number": "3"}, []),
        (APART, {"number": "0"}, ["number"]),
        (WHEN, {"choice": "never"}, ["choice"]),
    ],
)
def test_an_answer_says_something(matter, given, errors):
    assert list(Answer(given, matter=matter).errors) == errors


def test_a_number_that_is_not_asked_for_is_dropped():
    form = Answer({"choice": "open", "number": "9"}, matter=LASTING)

    assert form.is_valid()
    assert form.cleaned_data == {"choice": "open", "words": "", "number": None}


def test_a_change_keeps_its_reason_and_its_day():
    form = Change({"words": "Less.", "reason": "Why not", "days": "3"}, matter=PURPOSE)

    assert form.is_valid()
    assert form.cleaned_data == {"choice": "", "words": "Less.", "number": None, "reason": "Why not", "days": 3}


def test_an_objection_without_a_reason_is_asked_for_it():
    assert list(Say({"says": "object"}).errors) == ["reason"]
    assert Say({"says": "agree"}).is_valid()


def test_what_a_newcomer_reads_is_chosen_once(feedback, ama):
    assert CatchUp.of(feedback).ticked == ["agreement", "question", "dates"]
    parts = dict.fromkeys(CatchUp.PARTS, False) | {"minutes": True}

    CatchUp.tick(feedback, parts, by=ama, at=MONDAY)
    CatchUp.tick(feedback, parts, by=ama, at=FRIDAY)

    assert CatchUp.of(feedback).ticked == ["minutes"]
    assert Entry.objects.filter(kind="groups.catchup").count() == 1
