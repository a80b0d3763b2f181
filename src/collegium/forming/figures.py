"""The figures over a plan, each with the number it is out of, and the one thing that is left to decide."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from collegium.forming.rules import Rules
from collegium.planning.groups import GroupsPlan, GroupsProblem

SMALLEST = 2


@dataclass(frozen=True)
class Figures:
    """What a plan gives, in numbers. ``wished`` are those who answered with wishes and are in this plan."""

    wished: int
    first: int
    up_to_third: int
    groups: int
    smallest: int
    largest: int
    over: int
    cannot_come: int
    cost: int
    bound: float | None
    by_hand: int

    @property
    def is_best(self) -> bool:
        return self.bound is not None and self.cost <= self.bound

    @property
    def gap(self) -> int | None:
        """By how many per cent any arrangement could beat this at most, rounded up."""
        if self.bound is None or self.cost <= 0:
            return None
        return min(100, max(1, ceil(100 * (self.cost - self.bound) / self.cost)))


def figures(
    problem: GroupsProblem, plan: GroupsPlan, ranks: Iterable[int | None], *, wished: int, over: int, by_hand: int
) -> Figures:
    """``ranks``: for everybody who wished, which wish they were given; None: none of them."""
    given = Counter(ranks)
    sizes = [len(group.members) for group in plan.groups] or [0]
    cannot = sum(
        group.slot not in problem.person[member].free
        and not problem.is_locked_in(member, group.id)
        for group in plan.groups
        for member in group.members
    )
    return Figures(
        wished=wished,
        first=given[1],
        up_to_third=given[1] + given[2] + given[3],
        groups=len(plan.groups),
        smallest=min(sizes),
        largest=max(sizes),
        over=over,
        cannot_come=cannot,
        cost=plan.cost,
        bound=plan.bound,
        by_hand=by_hand,
    )


@dataclass(frozen=True)
class Finding:
    """What keeps most people out of a group, and the rule that might change it."""

    code: str
    people: int
    themes: tuple[str, ...] = ()
    size: int = 0


def finding(reasons: Iterable[tuple[str, str]], rules: Rules) -> Finding | None:
    """The one thing to decide, from (reason, theme of the first wish) of those left over."""
    kinds: dict[str, list[str]] = {}
    for reason, theme in reasons:
        kinds.setdefault(_KINDS.get(reason, ""), []).append(theme)
    kinds.pop("", None)
    if not kinds:
        return None
    code = max(sorted(kinds), key=lambda kind: len(kinds[kind]))
    themes = tuple(theme for theme, _count in Counter(kinds[code]).most_common(2) if theme)
    return Finding(_still_open(code, rules), len(kinds[code]), themes, _other_size(code, rules))


def _still_open(code: str, rules: Rules) -> str:
    """A lever that has been pulled already is not offered again."""
    used = (code == "few" and rules.smallest <= SMALLEST) or (code == "leader" and rules.anybody_leads)
    return "others" if used else code


def _other_size(code: str, rules: Rules) -> int:
    return {"full": rules.largest + 1, "few": max(SMALLEST, rules.smallest - 1)}.get(code, 0)


_KINDS = {
    "never_free": "times",
    "other_times": "times",
    "no_common_time": "times",
    "too_few": "few",
    "too_few_each": "few",
    "nobody_leads": "leader",
    "full": "full",
    "costs_others": "others",
    "run_costs_others": "others",
    "no_place": "others",
}
