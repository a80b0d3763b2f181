"""What a walk found, as it may be told: counts, the range in which the share lies, and nothing that points at one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from collegium.statistics.agreement import Agreement
from collegium.statistics.shares import wilson
from collegium.walks.models import LookFor

# Of fewer lessons nothing is told.
FEWEST_LESSONS = 10
# Fewer than this that differ from the rest could be recognised.
SMALLEST_SHOWN = 5
# "None" and "all" tell of every single one where there are few.
FEWEST_FOR_ALL = 20


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for, in how many lessons it was seen, and how far two walkers agreed on it."""

    look_for: LookFor
    seen: int
    of: int
    agreement: Agreement

    @property
    def text(self) -> str:
        return self.look_for.text

    @property
    def is_shown(self) -> bool:
        return may_be_told([self.of - self.seen, self.seen])

    @property
    def share(self) -> int:
        return round(100 * self.seen / self.of) if self.of else 0

    @property
    def low(self) -> int:
        return round(100 * wilson(self.seen, self.of).low)

    @property
    def high(self) -> int:
        return round(100 * wilson(self.seen, self.of).high)

    @property
    def sentence(self) -> str:
        """33 of 45 lessons, 73 % (59 to 84)"""
        if not self.is_shown:
            return _("Not shown: so few lessons differ from the rest that one could be recognised.")
        return _("%(seen)d of %(of)d lessons, %(share)d %% (%(low)d to %(high)d)") % {
            "seen": self.seen, "of": self.of, "share": self.share, "low": self.low, "high": self.high,
        }  # fmt: skip

    @property
    def steps(self) -> list[tuple[str, int]]:
        """How many lessons on each step; none where one of the numbers would be small."""
        scale = self.look_for.of_scale
        if len(scale.steps) < 3 or not (self.is_shown and may_be_told(self.look_for.counts)):
            return []
        return [(str(step), count) for step, count in zip(scale.steps, self.look_for.counts, strict=True)]

    @property
    def may_be_compared(self) -> bool:
        """Set beside another walk: shown, and two walkers saw alike."""
        return self.is_shown and self.agreement.is_enough

    @property
    def on_agreement(self) -> str:
        """How far the two agreed, in words."""
        found = self.agreement
        if not found.units:
            return _("No lesson was looked at by both walkers, so nobody knows whether another would see the same.")
        both = _("Of %(units)d lessons that both walkers looked at, they said the same of %(alike)d") % {
            "units": found.units, "alike": found.alike,
        }  # fmt: skip
        if found.alpha is None:
            return _("%(both)s; there was nothing to tell apart.") % {"both": both}
        said = _("%(both)s (alpha %(alpha).2f).") % {"both": both, "alpha": found.alpha}
        if found.is_enough:
            return said
        return _("%(said)s That is too little to compare it with another walk.") % {"said": said}


def may_be_told(cells: list[int]) -> bool:
    """No cell so small that it points at somebody; “none” and “all” only of many; of few nothing at all."""
    total = sum(cells)
    if total < FEWEST_LESSONS or any(0 < cell < SMALLEST_SHOWN for cell in cells):
        return False
    return total not in cells or total >= FEWEST_FOR_ALL


def findings(look_fors: list[LookFor]) -> list[Finding]:
    """Of a walk that is finished, in the order in which it was announced."""
    return [
        Finding(
            one, sum(one.counts[one.of_scale.seen_from :]), sum(one.counts),
            Agreement(one.doubled, one.alike, one.alpha),
        )
        for one in look_fors if one.counts
    ]  # fmt: skip
