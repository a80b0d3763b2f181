"""A plan while it is being improved: its drafts, the groups they make, and what everybody's place costs."""

from collections.abc import Iterable
from functools import cached_property

from collegium.planning.groups.costs import cost_of_place, cost_of_plan
from collegium.planning.groups.drafting import Draft, named
from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.problem import Group


class Standing:
    """Drafts that keep every hard rule, each with the group it makes."""

    def __init__(self, lineup: Lineup, drafts: Iterable[Draft]) -> None:
        self.lineup = lineup
        self.drafts, self.groups = named(lineup, drafts)
        self.cost = cost_of_plan(lineup.problem, self.groups)

    @cached_property
    def draft_of(self) -> dict[int, int]:
        """In which draft each party is; whoever is left over is in none."""
        return {party: place for place, draft in enumerate(self.drafts) for party in draft.parties}

    @cached_property
    def drafts_of(self) -> dict[str, list[int]]:
        """The drafts of each theme that may be dissolved."""
        found: dict[str, list[int]] = {}
        for place, draft in enumerate(self.drafts):
            if draft.kept is None:
                found.setdefault(draft.theme, []).append(place)
        return found

    @cached_property
    def left_over(self) -> list[int]:
        return [number for number in range(len(self.lineup.parties)) if number not in self.draft_of]

    def group_of(self, party: int) -> Group | None:
        place = self.draft_of.get(party)
        return None if place is None else self.groups[place]

    def cost_of(self, party: int) -> int:
        """What it costs that the party is where it is: wishes and moves."""
        people, group = self.lineup.parties[party].people, self.group_of(party)
        return sum(cost_of_place(self.lineup.problem, person, group) for person in people)

    def holds_without(self, place: int, parties: frozenset[int]) -> bool:
        """Whether the draft keeps every rule when these parties leave it."""
        draft = self.drafts[place]
        rest = Draft(draft.theme, draft.slot, tuple(set(draft.parties) - parties), draft.kept)
        everybody = rest.everybody(self.lineup)
        fewest = self.lineup.problem.size.min if draft.kept is None else 1
        return everybody.size >= fewest and everybody.can_lead
