"""Who does not see a change hears of it: whatever htmx swaps in says what it is, in a place that stays."""

import re

import pytest

from tests.house.test_look import SOURCE, TEMPLATES

# What a press puts away leaves nothing to say: behave.js gives the focus to the page.
SWAPPING = [path for path in TEMPLATES if "hx-get" in path.read_text()]


def pieces(template):
    """What is swapped in: the page's own part, or the template that has the target."""
    targets = re.findall(r'hx-target="#([\w-]+)"', template.read_text())
    near = [path for path in template.parent.iterdir() if any(f'id="{one}"' in path.read_text() for one in targets)]
    return near or [template]


@pytest.mark.parametrize("template", SWAPPING, ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_is_swapped_in_is_said(template):
    assert any("data-said" in piece.read_text() for piece in pieces(template))


@pytest.mark.parametrize("template", SWAPPING, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_that_is_swapped_is_itself_the_place_where_it_is_said(template):
    """A live region that is replaced is read out by some readers, by others not, by a few twice."""
    for piece in pieces(template):
        assert not re.search(r'role="status"|aria-live', piece.read_text())


AGAIN = [path for path in SWAPPING if 'hx-trigger="every' in path.read_text()]
WHILE = r"\{% (?:el)?if (?:going|plan\.is_running|found\.is_under_way) %\}\n(.*?)\n\s*\{% el"


@pytest.mark.parametrize("template", AGAIN, ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_focus_stays_where_it_was_when_a_piece_comes_again(template):
    """Htmx gives it back to what has the same id."""
    text = template.read_text()
    again = re.findall(WHILE, text, re.DOTALL) or [line for line in text.splitlines() if "every" in line]

    assert again
    for thing in re.findall(r"<(?:a|button|input|select|summary)\b[^>]*>", "".join(again)):
        assert " id=" in thing
