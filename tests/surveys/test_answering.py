"""An answer is a count; a code works once; and nothing leads from the one to the other."""

import pytest

from collegium.history.models import Entry
from collegium.surveys import answering
from collegium.surveys.models import Begun, Closed, NotReady, Survey, Tally, Ticket, Words
from tests.conftest import FRIDAY, MONDAY
from tests.crowd import asked, at_once, real_database
from tests.surveys.conftest import ACCOUNT, answered


def test_nobody_is_asked_before_the_data_record_is_filled_in(feedback, ama):
    bare = Survey.objects.prepare(
        title="?", group=feedback, by=ama, at=MONDAY,
        items=[{"kind": "yes-no", "text": "Is it?", "options": ["Yes", "No"]}],
    )  # fmt: skip

    with pytest.raises(NotReady):
        bare.wave_now().hand_out(label="8B", pupils=30, by=ama, at=MONDAY)
    assert not bare.has_begun()


def test_nobody_is_asked_nothing(feedback, ama):
    empty = Survey.objects.prepare(title="?", group=feedback, by=ama, at=MONDAY)
    empty.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)

    with pytest.raises(NotReady):
        empty.wave_now().hand_out(label="8B", pupils=30, by=ama, at=MONDAY)


def test_a_class_has_as_many_one_time_codes_as_pupils(class_code):
    drawn = [class_code.draw(f"pupil {number}") for number in range(31)]

    assert len({ticket.code for ticket in drawn[:30]}) == 30
    assert drawn[30] is None


def test_the_same_page_draws_the_same_code_again(class_code):
    assert class_code.draw("mine") == class_code.draw("mine")


def test_a_code_counts_once(class_code, survey):
    items = list(survey.items.all())
    ticket = class_code.draw("mine")

    answering.answer(ticket, items, {items[0].pk: 1}, {})
    with pytest.raises(answering.Used):
        answering.answer(ticket, items, {items[0].pk: 2}, {})

    counts = {(one.item_id, one.option): one.count for one in Tally.objects.filter(item=items[0])}
    assert counts == {(items[0].pk, 1): 1}


def test_who_says_nothing_at_all_keeps_the_code(class_code, survey):
    ticket = class_code.draw("mine")

    with pytest.raises(answering.NothingSaid):
        answering.answer(ticket, list(survey.items.all()), {}, {})
    assert not Ticket.objects.get(pk=ticket.pk).used


def test_a_closed_round_takes_no_answer_and_gives_no_code(class_code, survey, ama):
    ticket = class_code.draw("mine")
    class_code.wave.close(by=ama, at=FRIDAY)
    item = survey.items.first()

    with pytest.raises(Closed):
        answering.answer(ticket, [item], {item.pk: 1}, {})
    for verb in (
        lambda: class_code.draw("yours"),
        lambda: class_code.wave.hand_out(label="8C", pupils=2, by=ama, at=FRIDAY),
        lambda: class_code.issue_more(1, by=ama, at=FRIDAY),
    ):
        with pytest.raises(Closed):
            verb()


def test_what_is_asked_changes_no_more_once_a_code_is_out(class_code, survey, ama):
    for verb in (
        lambda: survey.add(kind="open", text="Your name?", by=ama, at=FRIDAY),
        lambda: survey.leave_out(survey.items.first(), by=ama, at=FRIDAY),
        lambda: survey.account_for(by=ama, at=FRIDAY, checker=ama, **ACCOUNT),
    ):
        with pytest.raises(Begun):
            verb()


def test_before_that_a_question_comes_and_goes(survey, ama):
    added = survey.add(kind="open", text="What else?", by=ama, at=MONDAY)
    survey.leave_out(survey.items.first(), by=ama, at=MONDAY)

    assert [item.order for item in survey.items.order_by("order")] == [1, 2, 3, 4, 5]
    assert added.is_open


def test_the_first_question_of_an_empty_survey_stands_first(feedback, ama):
    empty = Survey.objects.prepare(title="?", group=feedback, by=ama, at=MONDAY)

    assert empty.add(kind="yes-no", text="Is it?", options=["Yes", "No"], by=ama, at=MONDAY).order == 0


def test_an_answer_leaves_no_line_of_history_and_no_row_of_its_own(class_code, survey):
    before = Entry.objects.count()

    answered(class_code, 1, 1)

    assert Entry.objects.count() == before
    assert {one.count for one in Tally.objects.all()} == {2}
    # What is known of a code: that it is out and used. No time, no order, no answer.
    assert {field.name for field in Ticket._meta.get_fields()} == {
        "id", "code_of", "code", "drawn_by", "on_paper", "used",
    }  # fmt: skip
    assert {field.name for field in Words._meta.get_fields()} == {"id", "wave", "item", "text", "is_shown"}


def test_the_order_of_answers_gives_the_same_rows(feedback, ama):
    """Invariant 10: whoever answers first, what is stored is equal."""
    stored = []
    for answers in ((0, 1, 2, 3), (3, 2, 1, 0)):
        one = Survey.objects.prepare(
            title="?", group=feedback, by=ama, at=MONDAY,
            items=[{"kind": "scale", "text": "So?", "options": ["a", "b", "c", "d"]}],
        )  # fmt: skip
        one.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)
        code = one.wave_now().hand_out(label="8B", pupils=9, by=ama, at=MONDAY)
        answered(code, *answers)
        one.wave_now().close(by=ama, at=FRIDAY)
        stored.append(sorted(Tally.objects.filter(code_of=code).values_list("option", "count")))

    assert stored[0] == stored[1]


def test_after_closing_a_code_no_longer_says_which_page_drew_it(class_code, ama):
    answered(class_code, 1)

    class_code.wave.close(by=ama, at=FRIDAY)

    assert list(class_code.tickets.values_list("drawn_by", "used")) == [("", True)]


def test_more_codes_for_those_who_came_later(class_code, ama):
    class_code.issue_more(2, by=ama, at=MONDAY)
    class_code.issue_more(10_000, by=ama, at=MONDAY, on_paper=True)

    assert class_code.tickets.filter(on_paper=False).count() == 32
    assert class_code.tickets.count() == 400


def test_a_code_is_read_however_it_was_written(class_code):
    ticket = class_code.draw("mine")
    written = f" {ticket.code[:3].lower()}-{ticket.code[3:]} "

    assert answering.ticket_of(written) == ticket
    assert answering.ticket_of(" ") is None


@pytest.mark.both
def test_thirty_pupils_at_once_are_thirty_answers(transactional_db, feedback, ama, tmp_path):
    """All draw and answer at the same moment, and each presses twice."""
    survey = Survey.objects.prepare(
        title="?", group=feedback, by=ama, at=MONDAY,
        items=[{"kind": "yes-no", "text": "Is it?", "options": ["Yes", "No"]}],
    )  # fmt: skip
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)
    code = survey.wave_now().hand_out(label="8B", pupils=30, by=ama, at=MONDAY)
    items = list(survey.items.all())

    def pupil(number):
        ticket = code.draw(f"pupil {number}")
        told = []
        for _press in range(2):
            try:
                answering.answer(ticket, items, {items[0].pk: number % 2}, {})
                told.append("counted")
            except answering.Used:
                told.append("used")
        return told

    with real_database(tmp_path):
        told = at_once([lambda number=number: pupil(number) for number in range(30)])

        assert told == [["counted", "used"]] * 30
        assert asked(lambda: sorted(Tally.objects.values_list("option", "count"))) == [(0, 15), (1, 15)]
        assert asked(Ticket.objects.filter(used=True).count) == 30
