"""Two people's changes to one text are put together, or shown to them: nothing is lost."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.meetings.merging import merge

BASE = "Tom: dots.\nInes asks.\nEnd."


def test_changes_to_different_lines_are_put_together():
    mine = BASE.replace("dots", "dots, Year 8")
    theirs = BASE.replace("End.", "Until Tuesday.")

    assert merge(BASE, mine, theirs) == "Tom: dots, Year 8.\nInes asks.\nUntil Tuesday."


def test_what_only_one_changed_stands():
    assert merge(BASE, BASE, "Other") == "Other"
    assert merge(BASE, "Mine", BASE) == "Mine"
    assert merge(BASE, "Same", "Same") == "Same"


def test_two_who_add_at_the_same_place_are_both_kept():
    assert merge(BASE, BASE + "\nMine", BASE + "\nTheirs") == BASE + "\nTheirs\nMine"


def test_the_same_line_in_two_ways_is_for_people_to_settle():
    assert merge(BASE, BASE.replace("dots", "stars"), BASE.replace("dots", "ticks")) is None


def test_a_line_taken_out_and_changed_is_for_people_to_settle():
    assert merge(BASE, BASE.replace("Ines asks.\n", ""), BASE.replace("asks", "wonders")) is None


def test_a_line_added_inside_what_another_rewrote_is_for_people_to_settle():
    theirs = "Tom: stars.\nInes wonders.\nEnd."
    mine = "Tom: dots.\nNew\nInes asks.\nEnd."

    assert merge(BASE, mine, theirs) is None
    assert merge(BASE, theirs, mine) is None


def test_the_same_change_by_both_is_made_once():
    both = BASE.replace("dots", "stars")

    assert merge(BASE, both + "\nMine", both) == both + "\nMine"


lines = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(base=lines, mine=lines, theirs=lines)
def test_whatever_was_added_is_there_or_both_texts_are_shown(base, mine, theirs):
    """New lines have names of their own here, so that one can see where each went."""
    mine = [f"mine {n} {line}" if line not in base else line for n, line in enumerate(mine)]
    theirs = [f"theirs {n} {line}" if line not in base else line for n, line in enumerate(theirs)]

    whole = merge("\n".join(base), "\n".join(mine), "\n".join(theirs))

    if whole is not None:
        kept = whole.split("\n")
        assert [line for line in mine + theirs if line.startswith(("mine", "theirs")) and line not in kept] == []
