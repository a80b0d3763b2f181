"""In a round of questions a writer is told, privately, that a line is a statement."""


import sys

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.meetings.models import Note
from collegium.meetings.questions import bare, tells, told_lines
from tests.meetings.question_lines import LATER_QUESTIONS, LATER_STATEMENTS, QUESTIONS, STATEMENTS


def measured(name, questions, statements, capsys):
    """Precision and recall, written where whoever runs the tests reads them."""
    called = [line for line in [*questions, *statements] if tells(line)]
    right = [line for line in called if line in statements]
    precision, recall = len(right) / len(called), len(right) / len(statements)
    lines = len(questions) + len(statements)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: precision {precision:.3f}, recall {recall:.3f}, {lines} lines\n")
    return precision, recall


def test_when_a_line_is_called_a_statement_it_nearly_always_is_one(capsys):
    precision, recall = measured("the hint", QUESTIONS, STATEMENTS, capsys)

    assert (len(QUESTIONS), len(STATEMENTS)) == (100, 100)
    assert precision >= 0.95
    assert recall >= 0.8


def test_lines_written_after_the_rules_are_called_rightly_as_well(capsys):
    assert measured("lines written later", LATER_QUESTIONS, LATER_STATEMENTS, capsys)[0] >= 0.95


@pytest.mark.parametrize(
    ("line", "words"),
    [("- Ines: so, how many?", "how many?"), ("2) Q3: who", "who"), ("Question from Dai: why", "why"), ("  ", "")],
)
def test_who_said_it_and_the_marks_of_a_list_are_left_aside(line, words):
    assert bare(line) == words


@pytest.mark.parametrize(
    ("base", "text", "told"),
    [
        ("", "I think it was too long", []),
        ("I think it was too long", "I think it was too long\n", ["I think it was too long"]),
        ("", "I think it was too long.", ["I think it was too long."]),
        ("I think it was too long.", "I think it was too long.\nHow long was it?\n", []),
        ("I think so too, Tom.\n", "I think so too, Tom.\nWe all do that.\nWhy?\n", ["We all do that."]),
    ],
    ids=["not finished", "finished by the next line", "finished by a sign", "others' lines", "one's own"],
)
def test_only_finished_lines_of_ones_own_are_looked_at(base, text, told):
    assert told_lines(base, text) == told


@pytest.fixture
def item(meeting):
    return meeting.items.create(place=1, title="Helping questions", minutes=10, questions_only=True)


def answer(client, item, person, **more):
    client.force_login(person)
    given = {"text": "I would give them less time.", "base": "", "seen": 0} | more
    return client.post(reverse("meetings:note", args=[item.pk]), given, headers={"accept": "application/json"}).json()


def test_whoever_wants_it_is_told_and_the_line_is_kept_as_it_is(client, at_monday, item, ama):
    told = answer(client, item, ama, hints="1")

    assert told["tells"] == ["I would give them less time."]
    assert Note.objects.get().text == "I would give them less time."
    assert "reads like" not in "".join(Entry.objects.values_list("did", flat=True))


def test_nobody_is_told_who_did_not_ask_nor_in_another_kind_of_step(client, at_monday, item, ama):
    unasked = answer(client, item, ama)
    item.questions_only = False
    item.save()
    elsewhere = answer(client, item, ama, hints="1")

    assert ("tells" in unasked, "tells" in elsewhere) == (False, False)


def test_another_member_never_sees_the_hint(client, at_monday, item, ama, tom):
    answer(client, item, ama, hints="1")

    client.force_login(tom)
    text = client.get(reverse("meetings:live", args=[item.meeting_id])).content.decode()

    assert "less time.” reads like a statement" not in text
