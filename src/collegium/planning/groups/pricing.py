"""Moving one person by hand: what it costs, and which hard rules it would break. Answers at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collegium.planning.groups.costs import cost_of_group, cost_of_place, cost_of_plan
from collegium.planning.groups.lineup import lot
from collegium.planning.groups.plan import GroupsPlan, Line, Unplaced
from collegium.planning.groups.problem import Group, GroupsProblem, Person


@dataclass(frozen=True)
class Breach:
    """A hard rule that a move would break, in which group, and with whom where it is about a pair."""

    code: str
    group: str = ""
    other: str = ""


@dataclass(frozen=True)
class Price:
    """By how much the plan's cost would rise (or fall, below 0), and the rules that would be broken."""

    cost: int
    breaches: tuple[Breach, ...] = ()

    @property
    def breaks_nothing(self) -> bool:
        return not self.breaches


def price_of(problem: GroupsProblem, plan: GroupsPlan, person: str, into: str | None) -> Price:
    """What it would cost to move this person into the group with this id; None: out of every group."""
    origin = plan.group_of.get(person)
    target = None if into is None else plan.group[into]
    if origin == target:
        return Price(0)
    who = problem.person[person]
    cost = cost_of_place(problem, who, target) - cost_of_place(problem, who, origin)
    breaches: list[Breach] = []
    if origin is not None:
        rest = _without(origin, person)
        cost += _cost_of(problem, rest) - _cost_of(problem, origin)
        breaches.extend(_breaches_of_leaving(problem, origin, who))
    if target is not None:
        cost += _cost_of(problem, _with(target, person)) - _cost_of(problem, target)
        breaches.extend(_breaches_of_joining(problem, target, who))
    breaches.extend(_parted(problem, plan, target, who))
    return Price(cost, tuple(breaches))


def prices_of(problem: GroupsProblem, plan: GroupsPlan, person: str) -> dict[str | None, Price]:
    """The price of every place this person could be moved to; under None, of being in no group."""
    origin = plan.group_of.get(person)
    places = [None, *(group.id for group in plan.groups)]
    here = None if origin is None else origin.id
    return {into: price_of(problem, plan, person, into) for into in places if into != here}


def move(problem: GroupsProblem, plan: GroupsPlan, person: str, into: str | None) -> GroupsPlan:
    """The plan after the move, whatever it breaks. A group that loses its leader gets the next who can lead."""
    if into is not None and person in plan.group[into].members:
        return plan
    groups = (_with(group, person) if group.id == into else _without(group, person) for group in plan.groups)
    left = tuple(_led(problem, plan, group) for group in groups if group.members)
    over = tuple(other for other in plan.unplaced if other.person != person)
    if into is None:
        over = (*over, Unplaced(person, Line("by_hand")))
    # The explanations were about other groups: `explain` writes them anew.
    return replace(plan, cost=cost_of_plan(problem, left), groups=left, unplaced=over, why={})


def _breaches_of_leaving(problem: GroupsProblem, group: Group, who: Person) -> Iterator[Breach]:
    rest = [problem.person[member] for member in group.members if member != who.id]
    if problem.is_locked_in(who.id, group.id):
        yield Breach("locked", group.id)
    if 0 < len(rest) < problem.size.min and group.id not in problem.locked:
        yield Breach("too_few", group.id)
    if rest and not any(person.can_lead for person in rest):
        yield Breach("nobody_leads", group.id)


def _breaches_of_joining(problem: GroupsProblem, group: Group, who: Person) -> Iterator[Breach]:
    """A member of a locked group who was moved out may come back whatever the rules: that is their place."""
    if problem.is_locked_in(who.id, group.id):
        return
    if group.theme not in who.wishes:
        yield Breach("not_wished", group.id)
    if group.slot not in who.free:
        yield Breach("not_free", group.id)
    if len(group.members) >= problem.size.max:
        yield Breach("too_many", group.id)
    for member in group.members:
        if frozenset((who.id, member)) in problem.kept_apart:
            yield Breach("apart", group.id, member)


def _parted(problem: GroupsProblem, plan: GroupsPlan, target: Group | None, who: Person) -> Iterator[Breach]:
    for pair in problem.together:
        if who.id in pair:
            other = pair[0] if pair[1] == who.id else pair[1]
            home = plan.group_of.get(other)
            if (home and home.id) != (target and target.id):
                yield Breach("together", "" if home is None else home.id, other)


def _cost_of(problem: GroupsProblem, group: Group) -> int:
    return cost_of_group(problem, group.theme, group.members)


def _with(group: Group, person: str) -> Group:
    return replace(group, members=tuple(sorted({*group.members, person})))


def _without(group: Group, person: str) -> Group:
    return replace(group, members=tuple(member for member in group.members if member != person))


def _led(problem: GroupsProblem, plan: GroupsPlan, group: Group) -> Group:
    """The group with its leader, or with whoever draws the smallest lot of those who can lead; nobody: empty."""
    able = [member for member in group.members if problem.person[member].can_lead]
    is_led = group.leader in able
    return group if is_led else replace(group, leader=min(able, key=lambda one: lot(plan.seed, one), default=""))
