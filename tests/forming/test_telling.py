"""The sentences over a plan: figures with what they are out of, and one thing to decide."""

from dataclasses import replace

import pytest

from collegium.forming import telling, words
from collegium.forming.board import board_of
from collegium.forming.cards import Home, told_apart
from collegium.forming.figures import Figures, Finding, finding
from collegium.forming.models import Change
from collegium.forming.rules import Rules

RULES = Rules(3, 6)
PLAN = Figures(
    wished=78, first=67, up_to_third=78, groups=16, smallest=4, largest=6, over=0, cannot_come=0, cost=100,
    bound=100.0, by_hand=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "No arrangement would be better."),
        ({"bound": 98.0}, "No arrangement can beat this by more than 2 %."),
        ({"bound": 20.0}, "A longer search may find a better one."),
        ({"bound": None}, "A longer search may find a better one."),
        ({"by_hand": 1}, "1 person was moved by hand."),
    ],
)
def test_how_good_a_plan_is_known_to_be(changes, said):
    assert telling.proof(replace(PLAN, **changes)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "groups of 4 to 6, each with a time all can do."),
        ({"smallest": 6}, "groups of 6, each with a time all can do."),
        ({"cannot_come": 2}, "groups of 4 to 6, 2 people cannot come when theirs meets."),
        ({"groups": 0}, "groups."),
    ],
)
def test_groups_are_told_with_their_sizes_and_times(changes, said):
    assert telling.groups(replace(PLAN, **changes)) == said


@pytest.mark.parametrize(
    ("reasons", "rules", "found"),
    [
        ([], RULES, None),
        ([("by_hand", "Oracy")], RULES, None),
        ([("full", "Oracy"), ("full", "Oracy"), ("never_free", "")], RULES, Finding("full", 2, ("Oracy",), 7)),
        ([("too_few", "Oracy"), ("too_few_each", "Books")], RULES, Finding("few", 2, ("Oracy", "Books"), 2)),
        ([("too_few", "Oracy")], Rules(2, 6), Finding("others", 1, ("Oracy",), 2)),
        ([("nobody_leads", "Oracy")], RULES, Finding("leader", 1, ("Oracy",), 0)),
        ([("nobody_leads", "Oracy")], Rules(3, 6, anybody_leads=True), Finding("others", 1, ("Oracy",), 0)),
        ([("other_times", "Oracy")], RULES, Finding("times", 1, ("Oracy",), 0)),
    ],
)
def test_the_one_thing_to_decide_is_what_keeps_most_people_out(reasons, rules, found):
    assert finding(reasons, rules) == found


@pytest.mark.parametrize(
    ("found", "said", "deed", "changed"),
    [
        (Finding("few", 1, ("Oracy",), 2),
         "1 person is in no group. Too few wished for “Oracy”. Groups of 2 might let it run.",
         "Try with groups of 2", {"smallest": 2}),
        (Finding("full", 3, ("Oracy",), 7),
         "3 people are in no group. The groups at their times are full. With up to 7 in a group there may be room.",
         "Try with up to 7", {"largest": 7}),
        (Finding("leader", 6, ("Oracy", "Books")),
         "6 people are in no group. Nobody who wished for “Oracy” or “Books” would lead it. Ask somebody, or let "
         "anybody lead.",
         "Try with anybody leading", {"anybody_leads": "on"}),
    ],
    ids=["few", "full", "leader"],
)  # fmt: skip
def test_what_would_change_it_is_one_press_away_and_keeps_the_other_rules(found, said, deed, changed):
    fields = telling.other_rules(found, replace(RULES, place=(5, 9)))

    before = {"smallest": 3, "largest": 6, "seconds": 60, "place_new_staff": "on"}
    assert telling.decision(found) == said
    assert telling.deed(found) == deed
    assert [value for name, value in fields if name == "place"] == [5, 9]
    assert {name: value for name, value in fields if name != "place"} == before | changed


def test_what_no_rule_would_change_is_left_to_a_word_in_person():
    rules = Rules(3, 6, place_new_staff=False, anybody_leads=True)

    assert telling.other_rules(Finding("times", 3), rules) == []
    assert ("anybody_leads", "on") in telling.other_rules(Finding("full", 3, (), 7), rules)
    assert "place_new_staff" not in dict(telling.other_rules(Finding("full", 3, (), 7), rules))


def test_the_last_change_is_named_before_it_is_undone(tom):
    said = [telling.last_deed(Change(did=did, person=tom)) for did in ("moved", "left out", "split", "arranged", "x")]

    assert said == [
        "You moved Tom Weller.", "You took Tom Weller out.", "A group was split in two.",
        "A group’s name, leader or time was changed.", "",
    ]  # fmt: skip
    assert telling.last_deed(None) == ""


def test_rules_are_told_in_a_line():
    assert telling.rules(Rules(3, 6, place=(1,), anybody_leads=True)) == (
        "3 to 6 in a group, 1 without an answer placed, anybody leads"
    )


def test_who_was_placed_without_an_answer_is_counted(formation):
    board = board_of(formation)
    nobody = telling.unanswered(board)
    formation.placements.filter(person__first_name="Ada").update(came_by="unanswered")

    assert nobody == "left over. Everybody has answered."
    assert telling.unanswered(board_of(formation)) == "left out. 1 who did not answer was placed."


def test_what_a_group_breaks_is_said_on_its_card():
    assert words.troubles(9, 3, 8, is_led=False, absent=2) == [
        "9, and 8 at most", "nobody leads", "2 cannot come then",
    ]  # fmt: skip
    assert words.troubles(2, 3, 8, is_led=True, absent=0) == ["2, and 3 at least"]


def test_wishes_have_their_ordinals():
    assert [words.say_wish(rank) for rank in (1, 3, 4, None)] == ["1st wish", "3rd wish", "4th wish", "no wish"]


def test_levers_and_placements_are_told_without_a_person():
    line = {"themes": ["1"], "rank": 1, "slot": "7", "count": 3}
    themes, slots = {"1": "Oracy"}, {"7": "Tuesdays 15:45"}

    told = [
        words.say(line | {"code": code}, themes, slots)
        for code in ("if_free", "if_wished", "too_few", "other_times")
    ]
    silent = words.say({"code": "placed", "themes": [], "rank": 0}, themes, slots)

    assert told == [
        "If Tuesdays 15:45 were possible too, there would be a place in Oracy.",
        "With a wish for Oracy too, there would be a place (Tuesdays 15:45).",
        "First wish, Oracy: fewer than 3 people wished for it.",
        "First wish, Oracy: it meets at other times.",
    ]
    assert silent.startswith("There was no answer")


def test_a_contradiction_without_words_of_its_own_names_the_groups():
    assert words.say_clash({"code": "torn", "groups": ["g1"]}, {"g1": "Oracy"}) == (
        "What is to stay as it is in Oracy contradicts the other rules."
    )


def test_what_a_move_changes_is_said_without_figures():
    assert [words.say_effect("crowded", "English"), words.say_effect("unguided", "")] == [
        "more than two of English together", "nobody experienced stays where they are now",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("homes", "said"),
    [
        ({1: Home("Science", 1, "Northgate"), 2: Home("Art", 1, "Northgate")}, {1: "Science", 2: "Art"}),
        ({1: Home("Art", 1, "Northgate"), 2: Home("Art", 2, "Harbour")}, {1: "Northgate", 2: "Harbour"}),
        ({1: Home("Art", 1, "Northgate"), 2: Home("", 1, "Northgate")}, {1: "Art, Northgate", 2: "Northgate"}),
    ],
    ids=["by department", "by school", "by both"],
)
def test_two_of_one_name_are_told_apart_on_paper(homes, said):
    assert told_apart(homes) == said
