"""Why is this person here? Read off the finished plan, wish by wish, and never naming anybody else."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from collegium.planning.groups.plan import GroupsPlan, Line, Unplaced
from collegium.planning.groups.pricing import Price, price_of
from collegium.planning.groups.problem import Group, GroupsProblem, Person


def explain(problem: GroupsProblem, plan: GroupsPlan) -> GroupsPlan:
    """The plan with a reason for everybody: for those left over, and for each wish down to the one granted."""
    return Explanation(problem, plan).written()


class Explanation:
    """What can be told about a plan to each person in it."""

    def __init__(self, problem: GroupsProblem, plan: GroupsPlan) -> None:
        self.problem = problem
        self.plan = plan
        self._together = {name for pair in problem.together for name in pair}

    def written(self) -> GroupsPlan:
        people = sorted(self.problem.people, key=lambda person: person.id)
        over = (Unplaced(who.id, self.reason(who)) for who in people if who.id not in self.plan.group_of)
        return replace(self.plan, unplaced=tuple(over), why={who.id: self.lines(who) for who in people})

    def lines(self, who: Person) -> tuple[Line, ...]:
        """A line for each wish down to the one granted, and at most one for what would change it."""
        group = self.plan.group_of.get(who.id)
        if group is not None and self.problem.is_locked_in(who.id, group.id):
            return tuple(self._kept(who, group))
        lines = []
        for rank, theme in enumerate(who.wishes, start=1):
            if group is not None and group.theme == theme:
                lines.append(Line("got_it", (theme,), rank))
                break
            lines.append(self._missed(who, theme, rank))
        return (*lines, *self._lever(who, group))

    def reason(self, who: Person) -> Line:
        """Why somebody is left over: what is true of all their wishes, else that none of them had a place."""
        if not who.free:
            return Line("never_free")
        if who.id in self._together:
            return Line("not_with_partner", who.wishes)
        lines = [self._missed(who, theme, 1) for theme in who.wishes]
        shared = lines[0].code if len({line.code for line in lines}) == 1 else "no_place"
        if shared == "too_few" and len(lines) > 1:
            return Line("too_few_each", who.wishes, count=self.problem.size.min)
        return replace(lines[0], code=shared, themes=who.wishes, rank=0)

    def _kept(self, who: Person, group: Group) -> Iterator[Line]:
        for rank, theme in enumerate(who.wishes, start=1):
            if theme == group.theme:
                yield Line("got_it", (theme,), rank)
                return
            yield Line("group_kept", (theme,), rank)

    def _missed(self, who: Person, theme: str, rank: int) -> Line:
        running = [group for group in self.plan.groups if group.theme == theme]
        if not running:
            return replace(self._not_run[theme], rank=rank)
        at_their_times = [group for group in running if group.slot in who.free]
        if not at_their_times:
            return Line("other_times", (theme,), rank)
        if all(len(group.members) >= self.problem.size.max for group in at_their_times):
            return Line("full", (theme,), rank)
        return Line("costs_others", (theme,), rank)

    @cached_property
    def _not_run(self) -> dict[str, Line]:
        """For every theme, why it would not have run."""
        wishing: dict[str, list[Person]] = defaultdict(list)
        for person in self.problem.people:
            for theme in person.wishes:
                wishing[theme].append(person)
        return {theme.id: self._hurdle(theme.id, wishing[theme.id]) for theme in self.problem.themes}

    def _hurdle(self, theme: str, wishing: list[Person]) -> Line:
        smallest = self.problem.size.min
        if self.problem.theme[theme].max_groups == 0:
            return Line("not_offered", (theme,))
        if len(wishing) < smallest:
            return Line("too_few", (theme,), count=smallest)
        if not any(person.can_lead for person in wishing):
            return Line("nobody_leads", (theme,))
        for slot in self.problem.slots:
            free = [person for person in wishing if slot in person.free]
            if len(free) >= smallest and any(person.can_lead for person in free):
                return Line("run_costs_others", (theme,))
        return Line("no_common_time", (theme,))

    def _lever(self, who: Person, group: Group | None) -> list[Line]:
        """The one thing that would change it: another free time for an earlier wish, or another wish."""
        if who.id in self._together:
            return []
        granted = who.wishes.index(group.theme) if group and group.theme in who.wishes else len(who.wishes)
        for rank, theme in enumerate(who.wishes[:granted], start=1):
            for other in self.plan.groups:
                if other.theme == theme and self._would_do(who, other, "not_free"):
                    return [Line("if_free", (theme,), rank, slot=other.slot)]
        if group is None:
            for other in self.plan.groups:
                if self._would_do(who, other, "not_wished"):
                    return [Line("if_wished", (other.theme,), slot=other.slot)]
        return []

    def _would_do(self, who: Person, group: Group, hurdle: str) -> bool:
        """Whether this hurdle alone stands between a person and a cheaper plan in which they are in this group."""
        price: Price = price_of(self.problem, self.plan, who.id, group.id)
        return price.cost < 0 and [breach.code for breach in price.breaches] == [hurdle]
