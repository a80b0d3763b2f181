"""Where locked groups and pairs kept together contradict one another, so that no plan can keep every rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from collegium.planning.groups.lineup import Kept, Lineup
from collegium.planning.groups.problem import Person


@dataclass(frozen=True)
class Clash:
    """Two things that were asked for and cannot both be had."""

    code: str
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    theme: str = ""
    slot: str = ""
    count: int = 0


class Contradiction(Exception):
    """No plan keeps the hard rules; `clashes` says which of the given things contradict each other."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(clashes)
        self.clashes = clashes


def clashes(lineup: Lineup) -> tuple[Clash, ...]:
    """Everything that contradicts. None: leaving people over keeps every rule, so there is a plan."""
    plain = (*_in_two(lineup), *_too_many(lineup), *_torn(lineup), *_cannot_join(lineup))
    return plain or tuple(_leaderless(lineup))


def lenders(lineup: Lineup) -> dict[str, int | None]:
    """For each locked group without anybody to lead it, a party that could join and lead; None: there is none left.

    Found by augmenting paths: each group asks in turn, and a party already promised moves on if it can.
    """
    wanting = {kept.group.id: kept for kept in lineup.kept if not kept.everybody.can_lead}
    promised: dict[int, str] = {}
    for group in wanting:
        _ask(lineup, wanting, group, promised, set())
    found = {group: party for party, group in promised.items()}
    return {group: found.get(group) for group in wanting}


def _ask(lineup: Lineup, wanting: dict[str, Kept], group: str, promised: dict[int, str], asked: set[int]) -> bool:
    for number, party in enumerate(lineup.parties):
        if number not in asked and party.can_lead and lineup.could_join(party, wanting[group]):
            asked.add(number)
            if number not in promised or _ask(lineup, wanting, promised[number], promised, asked):
                promised[number] = group
                return True
    return False


def _in_two(lineup: Lineup) -> Iterator[Clash]:
    for person in lineup.people:
        groups = [kept.group.id for kept in lineup.kept if person in kept.members]
        if len(groups) > 1:
            yield Clash("in_two", (person.id,), tuple(sorted(groups)))


def _too_many(lineup: Lineup) -> Iterator[Clash]:
    for theme in lineup.problem.themes:
        groups = sorted(kept.group.id for kept in lineup.kept if kept.group.theme == theme.id)
        if theme.max_groups is not None and len(groups) > theme.max_groups:
            yield Clash("too_many", groups=tuple(groups), theme=theme.id, count=theme.max_groups)


def _torn(lineup: Lineup) -> Iterator[Clash]:
    """Pairs kept together whose two people have to be in different locked groups."""
    home = {person.id: kept.group.id for kept in lineup.kept for person in kept.everybody.people}
    for a, b in lineup.problem.together:
        if a in home and b in home and home[a] != home[b]:
            yield Clash("torn", (a, b), (home[a], home[b]))


def _cannot_join(lineup: Lineup) -> Iterator[Clash]:
    for kept in lineup.kept:
        for partner in kept.partners:
            yield from _unable(lineup, kept, partner)
        most = lineup.problem.size.max
        if kept.partners and kept.everybody.size > most:
            names = tuple(sorted(person.id for person in kept.partners))
            yield Clash("no_room", names, (kept.group.id,), count=most)


def _unable(lineup: Lineup, kept: Kept, partner: Person) -> Iterator[Clash]:
    group = kept.group
    locked = ((group.id,), group.theme, group.slot)
    if group.theme not in partner.wishes:
        yield Clash("not_wished", (partner.id,), *locked)
    if group.slot not in partner.free:
        yield Clash("not_free", (partner.id,), *locked)
    for other in kept.everybody.people:
        already_said = other in kept.partners and other.id < partner.id
        if not already_said and frozenset((partner.id, other.id)) in lineup.problem.kept_apart:
            yield Clash("apart", (partner.id, other.id), *locked)


def _leaderless(lineup: Lineup) -> Iterator[Clash]:
    for group, party in lenders(lineup).items():
        if party is None:
            yield Clash("nobody_leads", groups=(group,))
