"""A school's day as somebody types it: a line for each period."""

import re
from datetime import time
from itertools import pairwise

from django.utils.translation import gettext as _

from collegium.visits.models import Stretch

MOST = 16
_LINE = re.compile(
    r"^(?P<title>.*?)[\s,;:–—-]*\b(?P<h1>\d{1,2})[:.](?P<m1>\d\d)\s*(?:–|—|-|to|until)?\s*(?P<h2>\d{1,2})[:.](?P<m2>\d\d)\s*$"
)
USUAL = "Period 1 08:50–09:50\nPeriod 2 09:50–10:50\nPeriod 3 11:10–12:10\nPeriod 4 13:00–14:00\nPeriod 5 14:00–15:00"
HALVES = "Morning 09:00–12:00\nAfternoon 13:00–15:15"


class NotUnderstood(ValueError):
    """A line that is no period, in words that help to mend it."""


def understand_day(text: str) -> list[Stretch]:
    """The periods in order, none of which overlaps the next."""
    found = [_line(line.strip()) for line in text.splitlines() if line.strip()]
    if not found:
        raise NotUnderstood(_("Give at least one line."))
    if len(found) > MOST:
        raise NotUnderstood(_("A day has %(most)d periods at most.") % {"most": MOST})
    for before, after in pairwise(found):
        if after.starts_at < before.ends_at:
            raise NotUnderstood(_("“%(title)s” begins before “%(before)s” has ended.")
                                % {"title": after.title, "before": before.title})  # fmt: skip
    return found


def as_lines(stretches: list[Stretch]) -> str:
    return "\n".join(f"{one.title} {one.starts_at:%H:%M}–{one.ends_at:%H:%M}" for one in stretches)


def _line(line: str) -> Stretch:
    found = _LINE.match(line)
    trouble = NotUnderstood(_("“%(line)s”: we look for a name and two times, as in “Period 1 08:50–09:50”.")
                            % {"line": line[:60]})  # fmt: skip
    if not found or not found["title"].strip():
        raise trouble
    try:
        first, last = time(int(found["h1"]), int(found["m1"])), time(int(found["h2"]), int(found["m2"]))
    except ValueError:
        raise trouble from None
    if last <= first:
        raise NotUnderstood(_("“%(line)s” ends before it begins.") % {"line": line[:60]})
    return Stretch(found["title"].strip()[:40], first, last)
