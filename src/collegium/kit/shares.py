"""Small charts: a cell of a table that says a share, 33 of 45 or 73 %, has its bar beside it."""

import re

from django.utils.safestring import SafeString, mark_safe

# As teachers of several languages write it between the two numbers.
_OF = r"\s*(?:of|von|de|di|sur|su|z|na)\s*"
_COUNTED = re.compile(rf"\s*(\d{{1,6}}){_OF}(\d{{1,6}})\s*")
_PERCENT = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*%\s*")
_CELL = re.compile(r"<td>([^<]{1,40})</td>")


def share_in(text: str) -> float | None:
    """What part of the whole a cell says, from 0 to 1; nothing where it says something else, or more than all."""
    if found := _COUNTED.fullmatch(text):
        some, whole = int(found[1]), int(found[2])
        return some / whole if whole and some <= whole else None
    if found := _PERCENT.fullmatch(text):
        part = float(found[1].replace(",", ".")) / 100
        return part if part <= 1 else None
    return None


def with_bars(html: str) -> SafeString:
    """Tables of cleaned HTML with their bars; read aloud, the words of the cell are enough."""
    return mark_safe(_CELL.sub(_barred, html))


def _barred(cell: "re.Match[str]") -> str:
    share = share_in(cell[1])
    if share is None:
        return cell[0]
    return f'<td><progress max="100" value="{share * 100:.0f}" aria-hidden="true"></progress> {cell[1]}</td>'
