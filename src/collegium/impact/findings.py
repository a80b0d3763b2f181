"""What may be said of the comparisons of a year, to whoever typed the numbers and to whoever only reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from collegium.impact.membership import groups_of
from collegium.impact.models import Comparison, Counts, SharedRound
from collegium.people.models import Person
from collegium.statistics.comparing import (
    Arms,
    Aspect,
    Caveat,
    Count,
    Finding,
    Problem,
    Verdict,
    compare,
    is_suppressed,
)
from collegium.statistics.shares import Interval
from collegium.statistics.strata import Stratum, Together, mantel_haenszel

SMALLEST = 5
# What goes beyond whoever counted stands on so many people on either side, from so many groups.
FEWEST_PEOPLE, FEWEST_GROUPS = 10, 2


@dataclass(frozen=True)
class Row:
    """One aspect of a year: its finding, and what departments say together."""

    title: str
    finding: Finding
    together: Together | None = None
    comparison: Comparison | None = None
    only_for_you: bool = False
    of_lessons: bool = False


@dataclass(frozen=True)
class Round:
    """The comparisons of one year and measure."""

    year_starts_on: date
    measure: str
    rows: list[Row]
    waiting: list[Comparison]
    shared: SharedRound | None = None

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    @property
    def measured(self) -> str:
        return str(Comparison.Measure(self.measure).label)


def rounds(comparisons: Iterable[Comparison], person: Person, shared: Iterable[SharedRound] = ()) -> list[Round]:
    """Newest year first. Give ``counts`` and ``aspect`` with each comparison."""
    found: dict[tuple[date, str], list[Comparison]] = {}
    for comparison in comparisons:
        found.setdefault((comparison.year_starts_on, comparison.measure), []).append(comparison)
    standing = {(one.year_starts_on, one.measure): one for one in shared}
    measures = Comparison.Measure.values
    newest_first = sorted(found.items(), key=lambda item: (-item[0][0].toordinal(), measures.index(item[0][1])))
    return [
        Round(*key, rows_for(own, person), [one for one in own if not now_of(one)], standing.get(key))
        for key, own in newest_first
    ]


def rows_for(comparisons: Sequence[Comparison], person: Person) -> list[Row]:
    """What this person sees of a round: counts that they typed, and of others' what may go further."""
    counted = [one for one in comparisons if now_of(one)]
    findings = compare(Problem(tuple(aspect_of(one) for one in counted), smallest=SMALLEST))
    return [_row(one, finding, person) for one, finding in zip(counted, findings, strict=True)]


def _row(comparison: Comparison, finding: Finding, person: Person) -> Row:
    typed = all(count.by_id == person.pk for count in comparison.counts.all())
    if finding.numbers is None and typed:
        (own,) = compare(Problem((finding.aspect,), smallest=0))
        return Row(
            finding.aspect.title, own, _together(comparison), comparison, only_for_you=True,
            of_lessons=comparison.of_lessons,
        )  # fmt: skip
    return Row(
        finding.aspect.title, finding, _together(comparison) if finding.numbers else None, comparison,
        of_lessons=comparison.of_lessons,
    )  # fmt: skip


def _together(comparison: Comparison) -> Together | None:
    tables = [count.arms for count in comparison.counts.all() if count.department]
    return mantel_haenszel(
        [Stratum(one.members.strong, one.members.of, one.others.strong, one.others.of) for one in tables]
    )


def now_of(comparison: Comparison) -> Counts | None:
    return next((one for one in comparison.counts.all() if not one.is_before and not one.department), None)


def before_of(comparison: Comparison) -> Counts | None:
    return next((one for one in comparison.counts.all() if one.is_before), None)


def aspect_of(comparison: Comparison) -> Aspect:
    """As the comparison itself knows it. It has been counted."""
    now, before = now_of(comparison), before_of(comparison)
    assert now is not None
    return Aspect(
        str(comparison.pk), comparison.aspect.title, now.arms, before.arms if before else None,
        comparison.chose_to_join, comparison.blind, comparison.agreement, not comparison.afterwards,
    )  # fmt: skip


# What goes further


def may_go_further(comparison: Comparison) -> bool:
    """Whether its counts point at nobody, and stand on ten people on either side and two groups."""
    aspect = aspect_of(comparison)
    enough = min(aspect.now.members.of, aspect.now.others.of) >= FEWEST_PEOPLE
    return enough and not is_suppressed(aspect, SMALLEST) and groups_of(comparison) >= FEWEST_GROUPS


def to_share(comparisons: Iterable[Comparison]) -> list[dict[str, Any]]:
    """The counted comparisons of a round as they are handed on: of too few only that there are too few."""
    return [_handed_on(one) for one in comparisons if now_of(one)]


def _handed_on(comparison: Comparison) -> dict[str, Any]:
    known = {"aspect": comparison.aspect_id, "title": comparison.aspect.title, "cells": {}}
    if not may_go_further(comparison):
        return known
    aspect, together = aspect_of(comparison), _together(comparison)
    cells = {"now": _cells(aspect.now)} | ({"before": _cells(aspect.baseline)} if aspect.baseline else {})
    return known | {
        "cells": cells, "chose_to_join": aspect.chose_to_join, "blind": aspect.blind,
        "agreement": aspect.agreement, "registered": aspect.registered,
        "departments": [round(number, 3) for number in (together.difference, *together.interval)]
        if together else None,
    }  # fmt: skip


def _cells(arms: Arms) -> list[int]:
    members, others = arms.members, arms.others
    return [members.strong, members.of - members.strong, others.strong, others.of - others.strong]


def _arms(cells: Sequence[int]) -> Arms:
    strong, rest, other_strong, other_rest = cells
    return Arms(Count(strong, strong + rest), Count(other_strong, other_strong + other_rest))


def rows_of(shared: SharedRound) -> list[Row]:
    """What the leadership team reads, as it was on the day on which it was shared."""
    kept: list[Mapping[str, Any]] = shared.aspects
    shown = [_as_shared(place, one) for place, one in enumerate(kept) if one["cells"]]
    found = {finding.aspect.id: finding for finding in compare(Problem(tuple(shown), smallest=SMALLEST))}
    of_lessons = shared.measure == Comparison.Measure.WALK
    return [_row_shared(place, one, found.get(str(place)), of_lessons) for place, one in enumerate(kept)]


def _as_shared(place: int, one: Mapping[str, Any]) -> Aspect:
    before = one["cells"].get("before")
    return Aspect(
        str(place), one["title"], _arms(one["cells"]["now"]), _arms(before) if before else None,
        one["chose_to_join"], one["blind"], one["agreement"], one["registered"],
    )  # fmt: skip


def _row_shared(place: int, one: Mapping[str, Any], finding: Finding | None, of_lessons: bool) -> Row:
    if finding is None:
        nothing = Aspect(str(place), one["title"], Arms(Count(0, 0), Count(0, 0)))
        return Row(one["title"], Finding(nothing, Verdict.TOO_FEW, ()), of_lessons=of_lessons)
    departments = one["departments"]
    together = None
    if departments:
        gap, low, high = departments
        together = Together(gap, Interval(low, high), None, None, 1.0, 0)
    return Row(one["title"], finding, together, of_lessons=of_lessons)


def caveats_of(rows: Iterable[Row]) -> set[Caveat]:
    """What speaks against reading more into any of them."""
    return {caveat for row in rows for caveat in row.finding.caveats}
