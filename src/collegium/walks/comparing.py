"""Walks of several dates beside each other, for what was looked for in the same words on the same scale."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from collegium.statistics.shares import difference
from collegium.walks.models import Walk
from collegium.walks.telling import Finding, findings


@dataclass(frozen=True)
class Point:
    """What one walk found."""

    walk: Walk
    on: date
    finding: Finding


@dataclass(frozen=True)
class Series:
    """The same thing looked for on several dates, oldest first."""

    text: str
    counted: str
    points: list[Point]

    @property
    def sentence(self) -> str:
        """What the last two walks say together: the sentence follows the interval."""
        if len(self.points) < 2:
            return _("One walk so far. After the next one they stand side by side.")
        before, after = (point.finding for point in self.points[-2:])
        if not (before.is_shown and after.is_shown):
            return _("Nothing is compared: one of the last two is not shown.")
        if not (before.may_be_compared and after.may_be_compared):
            return _("Nothing is compared: the walkers saw too differently, or nobody looked twice.")
        apart = difference(after.seen, after.of, before.seen, before.of)
        if apart.low > 0:
            return _("In more lessons than the time before. Other lessons, other days: this does not say why.")
        if apart.high < 0:
            return _("In fewer lessons than the time before. Other lessons, other days: this does not say why.")
        return _("Whether it is more or fewer than the time before is not settled with these numbers.")


def series_of(walks: list[Walk]) -> list[Series]:
    """Each thing that was looked for, in the order in which it first was. Give ``look_fors`` with the walks."""
    found: dict[tuple[str, str], Series] = {}
    for walk in walks:
        for finding in findings(sorted(walk.look_fors.all(), key=lambda one: one.order)):
            key = (" ".join(finding.text.casefold().split()), finding.look_for.scale)
            series = found.setdefault(key, Series(finding.text, str(finding.look_for.of_scale.counted), []))
            series.points.append(Point(walk, walk.first_on, finding))
    return list(found.values())
