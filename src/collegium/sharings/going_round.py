"""Who stays at a stall and who goes round: in every round somebody stays at each, and the turns are fair."""

from collections import Counter
from collections.abc import Mapping, Sequence

Round = dict[int, int | None]


def rota(stalls: Mapping[int, Sequence[int]], rounds: int) -> list[Round]:
    """For each round and stall who stays there; None where nobody can. Nobody stays at two stalls at once.

    Whoever has stayed least so far stays next, so that with two at a stall each goes round every other time.
    """
    stayed: Counter[int] = Counter()
    found = []
    for _number in range(rounds):
        staying = _one_round(stalls, stayed)
        stayed.update(person for person in staying.values() if person is not None)
        found.append(staying)
    return found


def _one_round(stalls: Mapping[int, Sequence[int]], stayed: Counter[int]) -> Round:
    at: dict[int, int] = {}
    # The stall with the fewest to choose from chooses first.
    for stall in sorted(stalls, key=lambda one: (len(stalls[one]), one)):
        _place(stall, stalls, stayed, at, set())
    holds = {stall: person for person, stall in at.items()}
    return {stall: holds.get(stall) for stall in stalls}


def _place(
    stall: int, stalls: Mapping[int, Sequence[int]], stayed: Counter[int], at: dict[int, int], asked: set[int]
) -> bool:
    """Somebody for this stall, moving others to stalls where they may stay as well."""
    for person in sorted(stalls[stall], key=lambda one: (stayed[one], stalls[stall].index(one))):
        if person in asked:
            continue
        asked.add(person)
        if person not in at or _place(at[person], stalls, stayed, at, asked):
            at[person] = stall
            return True
    return False


def never_free(stalls: Mapping[int, Sequence[int]], rounds: Sequence[Round]) -> list[int]:
    """Those who stay in every round and see nothing of the other stalls: they want for a second one at theirs."""
    turns = Counter(person for one in rounds for person in one.values() if person is not None)
    people = {person for keepers in stalls.values() for person in keepers}
    return sorted(person for person in people if len(rounds) > 0 and turns[person] == len(rounds))
