"""A table that counts is drawn: on the page, in print and in the e-book."""

import pytest

from collegium.kit.shares import share_in, with_bars
from collegium.kit.text import as_html
from collegium.kit.tree import as_tree

TABLE = "| Who asked | Before | After |\n|---|---|---|\n| 8B | 9 of 30 | 73 % |\n| Others | many | 31 of 30 |\n"


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("33 of 45", 33 / 45), ("9/10", None), ("9 von 30", 0.3), ("73 %", 0.73), ("7,5%", 0.075), ("100 %", 1),
        ("0 of 30", 0), ("31 of 30", None), ("0 of 0", None), ("130 %", None), ("about 9 of 30", None), ("9", None),
        ("9 of", None), ("", None), ("9/10/2026", None),
    ],
)  # fmt: skip
def test_a_cell_that_says_a_share(cell, share):
    assert share_in(cell) == share


def test_only_those_cells_have_a_bar_on_the_page():
    page = with_bars(as_html(TABLE))

    assert page.count("<progress") == 2
    assert '<td><progress max="100" value="30" aria-hidden="true"></progress> 9 of 30</td>' in page
    assert "<td>31 of 30</td>" in page


def test_what_somebody_types_as_a_bar_is_words():
    page = with_bars(as_html("| a |\n|---|\n| <progress value=1>9 of 30 |\n"))

    assert "<progress" not in page


def test_print_and_e_book_know_the_same_shares():
    [table] = as_tree(TABLE)
    rows = [row for part in table["in"] for row in part["in"]]

    assert [cell.get("share") for row in rows for cell in row["in"]] == [
        None, None, None, None, 0.3, 0.73, None, None, None]  # fmt: skip
