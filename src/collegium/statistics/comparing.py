"""Members against other staff, by aspect: what may be said, how sure it is, and what speaks against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from collegium.statistics.barnard import barnard
from collegium.statistics.several import holm
from collegium.statistics.shares import Interval, change, difference, ratio, wilson

FEW = 10
# Below this many, none or all of them points at each of them.
NAMES_EACH_BELOW = 20
AGREED_FROM = 0.67


class Caveat(StrEnum):
    """What speaks against reading more into a comparison. A closed list, worked out and never typed."""

    SELF_SELECTED = "self-selected"
    NO_BASELINE = "no-baseline"
    NOT_BLIND = "not-blind"
    FEW = "few"
    OBSERVERS_DIFFER = "observers-differ"
    LOOKED_AT_AFTERWARDS = "looked-at-afterwards"
    STRONGER_BEFORE = "stronger-before"
    SEVERAL_ASPECTS = "several-aspects"


class Verdict(StrEnum):
    MORE = "more"
    LESS = "less"
    UNSETTLED = "unsettled"
    TOO_FEW = "too few"


@dataclass(frozen=True)
class Count:
    """So many strong of so many."""

    strong: int
    of: int

    @property
    def share(self) -> float:
        return self.strong / self.of

    def points_at_somebody(self, smallest: int) -> bool:
        """Whether so few are strong, or are not, that one could tell who. With nought nothing is hidden."""
        if not smallest:
            return False
        cells = (self.strong, self.of - self.strong)
        return any(0 < cell < smallest for cell in cells) or (0 in cells and self.of < NAMES_EACH_BELOW)


@dataclass(frozen=True)
class Arms:
    """Members and other staff, at one time."""

    members: Count
    others: Count

    @property
    def gap(self) -> float:
        return self.members.share - self.others.share

    def interval(self, confidence: float) -> Interval:
        """How large the gap may plausibly be."""
        members, others = self.members, self.others
        return difference(members.strong, members.of, others.strong, others.of, confidence)

    def points_at_somebody(self, smallest: int) -> bool:
        return self.members.points_at_somebody(smallest) or self.others.points_at_somebody(smallest)


@dataclass(frozen=True)
class Aspect:
    """What was counted of one aspect, and how it was come by."""

    id: str
    title: str
    now: Arms
    baseline: Arms | None = None
    chose_to_join: bool = True
    blind: bool = False
    agreement: float | None = None
    registered: bool = True


@dataclass(frozen=True)
class Problem:
    aspects: tuple[Aspect, ...]
    confidence: float = 0.95
    smallest: int = 5


@dataclass(frozen=True)
class Change:
    """The gap now less the gap before."""

    gap: float
    interval: Interval


@dataclass(frozen=True)
class Numbers:
    """What may be shown of an aspect that points at nobody."""

    members: Interval
    others: Interval
    gap: float
    interval: Interval
    times: float | None
    times_interval: Interval | None
    change: Change | None
    p: float
    p_adjusted: float
    against_whole_staff: float


@dataclass(frozen=True)
class Finding:
    """What may be said of one aspect. Without numbers where they would point at somebody."""

    aspect: Aspect
    verdict: Verdict
    caveats: tuple[Caveat, ...]
    numbers: Numbers | None = None


def compare(problem: Problem) -> list[Finding]:
    """A finding for each aspect, in the order given; those that may be shown are adjusted for one another."""
    shown = [aspect for aspect in problem.aspects if not is_suppressed(aspect, problem.smallest)]
    chances = [_chance(aspect.now) for aspect in shown]
    adjusted = {
        aspect.id: (chance, chance_among)
        for aspect, chance, chance_among in zip(shown, chances, holm(chances), strict=True)
    }
    return [_find(aspect, problem, adjusted.get(aspect.id)) for aspect in problem.aspects]


def is_suppressed(aspect: Aspect, smallest: int) -> bool:
    """Whether a count, now or before, would point at somebody."""
    before = aspect.baseline
    return aspect.now.points_at_somebody(smallest) or (before is not None and before.points_at_somebody(smallest))


def _chance(now: Arms) -> float:
    return barnard(now.members.strong, now.members.of, now.others.strong, now.others.of)


def _find(aspect: Aspect, problem: Problem, chances: tuple[float, float] | None) -> Finding:
    several = len(problem.aspects) > 1
    if chances is None:
        return Finding(aspect, Verdict.TOO_FEW, tuple(_caveats(aspect, problem.confidence, several, shown=False)))
    numbers = _numbers(aspect, problem.confidence, *chances)
    settled = numbers.p_adjusted <= 1 - problem.confidence
    verdict = Verdict.UNSETTLED
    if settled and numbers.interval.low > 0:
        verdict = Verdict.MORE
    elif settled and numbers.interval.high < 0:
        verdict = Verdict.LESS
    return Finding(aspect, verdict, tuple(_caveats(aspect, problem.confidence, several, shown=True)), numbers)


def _numbers(aspect: Aspect, confidence: float, p: float, p_adjusted: float) -> Numbers:
    members, others = aspect.now.members, aspect.now.others
    interval = aspect.now.interval(confidence)
    has_ratio = members.strong > 0 and others.strong > 0
    whole = (members.strong + others.strong) / (members.of + others.of)
    return Numbers(
        members=wilson(members.strong, members.of, confidence),
        others=wilson(others.strong, others.of, confidence),
        gap=aspect.now.gap,
        interval=interval,
        times=members.share / others.share if has_ratio else None,
        times_interval=ratio(members.strong, members.of, others.strong, others.of, confidence) if has_ratio else None,
        change=_change(aspect.now.gap, interval, aspect.baseline, confidence),
        p=p,
        p_adjusted=p_adjusted,
        against_whole_staff=members.share - whole,
    )


def _change(gap: float, interval: Interval, before: Arms | None, confidence: float) -> Change | None:
    if before is None:
        return None
    return Change(gap - before.gap, change(gap, interval, before.gap, before.interval(confidence)))


def _caveats(aspect: Aspect, confidence: float, several: bool, *, shown: bool) -> Iterable[Caveat]:
    before = aspect.baseline
    # Of counts that are not shown, their interval would tell.
    stronger = shown and before is not None and before.interval(confidence).low > 0
    holds: Sequence[tuple[Caveat, bool]] = (
        (Caveat.SELF_SELECTED, aspect.chose_to_join),
        (Caveat.NO_BASELINE, before is None),
        (Caveat.NOT_BLIND, not aspect.blind),
        (Caveat.FEW, min(aspect.now.members.of, aspect.now.others.of) < FEW),
        (Caveat.OBSERVERS_DIFFER, aspect.agreement is not None and aspect.agreement < AGREED_FROM),
        (Caveat.LOOKED_AT_AFTERWARDS, not aspect.registered),
        (Caveat.STRONGER_BEFORE, stronger),
        (Caveat.SEVERAL_ASPECTS, several),
    )
    return (caveat for caveat, speaks in holds if speaks)
