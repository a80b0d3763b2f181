"""What a plan changes in the groups of now: who comes, who moves, who is left without a group."""

from collections.abc import Iterator
from dataclasses import dataclass

from collegium.planning.groups.plan import GroupsPlan
from collegium.planning.groups.problem import GroupsProblem


@dataclass(frozen=True)
class Change:
    """One person's place before and after; None: in no group."""

    person: str
    before: str | None
    after: str | None

    @property
    def is_arrival(self) -> bool:
        return self.before is None


def changes(problem: GroupsProblem, plan: GroupsPlan) -> tuple[Change, ...]:
    """Everybody whose place is another one, and newcomers for whom there is none."""
    return tuple(_all_changes(problem, plan))


def gone(problem: GroupsProblem, plan: GroupsPlan) -> tuple[str, ...]:
    """The groups of now that nobody would be left in."""
    here = {group.id for group in problem.previous if not problem.person.keys().isdisjoint(group.members)}
    return tuple(sorted(here - plan.group.keys()))


def _all_changes(problem: GroupsProblem, plan: GroupsPlan) -> Iterator[Change]:
    for person in sorted(problem.people, key=lambda one: one.id):
        now = problem.previous_of.get(person.id, ())
        home = plan.group_of.get(person.id)
        after = None if home is None else home.id
        if after is None or after not in now:
            yield Change(person.id, now[0] if now else None, after)
