"""What if somebody had the wish they missed? The whole plan anew with that given, moving as few others as it can."""

from collections import Counter
from dataclasses import dataclass, replace

from collegium.planning.groups.costs import cost_of_plan
from collegium.planning.groups.forming import form_groups
from collegium.planning.groups.plan import GroupsPlan
from collegium.planning.groups.problem import Group, GroupsProblem, Person

# Half a wish: nobody is moved without need, and nobody loses a wish so that another may stay.
STAY = 5
SECONDS = 5.0
LEFT_OVER = 6


@dataclass(frozen=True)
class WhatIf:
    """What others would give so that one person has this wish. `cost`: by how much the plan would cost more.

    `lost` counts, for each wish from the first, who would no longer have it and would have a later one or none.
    It names nobody, and does not say which rule stands in the way. Not possible: no plan was found with it.
    """

    theme: str
    is_possible: bool
    cost: int = 0
    lost: tuple[int, ...] = ()
    left_over: int = 0
    better: int = 0
    moved: int = 0

    @property
    def is_free(self) -> bool:
        """Nobody else would have a worse wish or no group."""
        return self.is_possible and not any(self.lost) and not self.left_over


def what_if(problem: GroupsProblem, plan: GroupsPlan, person: str, theme: str, *, seconds: float = SECONDS) -> WhatIf:
    """Give this person this theme, and see what the best plan then asks of everybody else."""
    who = problem.person[person]
    given = replace(who, wishes=(theme,))
    others = {one.id: _content(one, plan.group_of.get(one.id)) for one in problem.people}
    locked = tuple(group for group in problem.previous if group.id in problem.locked)
    if any(person in group.members for group in locked):
        return WhatIf(theme, is_possible=False)
    now = tuple(group for group in plan.groups if group.id not in problem.locked)
    asked = replace(
        problem,
        people=tuple(given if name == person else one for name, one in others.items()),
        previous=(*locked, *now),
        stay=STAY,
    )
    then = form_groups(asked, seconds=seconds, seed=plan.seed)
    home = then.group_of.get(person)
    if home is None or home.theme != theme:
        return WhatIf(theme, is_possible=False)
    return _compared(problem, plan, then.groups, person, theme)


def _content(person: Person, group: Group | None) -> Person:
    """Nobody is asked to move so that somebody else than the one who asks is better off."""
    if group is None or group.theme not in person.wishes:
        return person
    return replace(person, wishes=person.wishes[person.wishes.index(group.theme) :])


def _compared(problem: GroupsProblem, plan: GroupsPlan, groups: tuple[Group, ...], person: str, theme: str) -> WhatIf:
    then = {member: group for group in groups for member in group.members}
    lost: Counter[int] = Counter()
    left_over = better = moved = 0
    for one in problem.people:
        if one.id != person:
            before, after = plan.group_of.get(one.id), then.get(one.id)
            was, is_now = _rank(problem, one.id, before), _rank(problem, one.id, after)
            lost[was] += is_now > was
            left_over += after is None and before is not None
            better += is_now < was
            moved += is_now == was and before is not None and after is not None and before.id != after.id
    return WhatIf(
        theme,
        is_possible=True,
        cost=cost_of_plan(problem, groups) - cost_of_plan(problem, plan.groups),
        lost=tuple(lost[rank] for rank in range(1, LEFT_OVER)),
        left_over=left_over,
        better=better,
        moved=moved,
    )


def _rank(problem: GroupsProblem, person: str, group: Group | None) -> int:
    """Which wish it is. Whoever is in a locked group that they did not wish for has lost nothing there."""
    wishes = problem.person[person].wishes
    if group is None:
        return LEFT_OVER
    return wishes.index(group.theme) + 1 if group.theme in wishes else 0
