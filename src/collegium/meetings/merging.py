"""Putting together what two people made of one text. Pure: lines in, lines out."""

from difflib import SequenceMatcher

Change = tuple[int, int, list[str]]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """The text with both people's changes, or nothing where they changed the same lines in different ways.

    Lines that both added at the same place are both kept, theirs first: they were there earlier.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = lines_of(base)
    ours, others = changes(lines, lines_of(mine)), changes(lines, lines_of(theirs))
    both: list[Change] = list(others)
    for change in ours:
        if change in others:
            continue
        if any(touches(change, other) for other in others):
            return None
        both.append(change)
    # The sort is stable: at the same place theirs stands before mine.
    both.sort(key=lambda change: change[:2])
    return "\n".join(_apply(lines, both))


def lines_of(text: str) -> list[str]:
    """An empty text has no line, so that two who begin it both add."""
    return text.split("\n") if text else []


def changes(base: list[str], text: list[str]) -> list[Change]:
    """Which lines of the base, from where to where, became which."""
    codes = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [(start, end, text[first:last]) for tag, start, end, first, last in codes if tag != "equal"]


def touches(one: Change, other: Change) -> bool:
    """They change the same lines, or one adds in the middle of what the other changes. Additions do not clash."""
    (a, b, _mine), (c, d, _theirs) = one, other
    if a == b or c == d:
        return c < a < d or a < c < b
    return a < d and c < b


def _apply(lines: list[str], both: list[Change]) -> list[str]:
    result: list[str] = []
    done = 0
    for start, end, new in both:
        result += lines[done:start] + new
        done = max(done, end)
    return result + lines[done:]
