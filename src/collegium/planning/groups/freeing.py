"""What to free for the next attempt: whoever could have it better, and the groups that they and theirs would change.

Every choice is drawn by the seed and counted in attempts, never in seconds, so that the same problem comes to the
same plan on any machine. People kept together are one party, and are freed together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from collegium.planning.groups.lineup import Lineup
from collegium.planning.groups.standing import Standing


@dataclass(frozen=True)
class Freed:
    """Themes whose groups are dissolved, and the parties that are placed anew; all other groups go on."""

    themes: frozenset[str]
    parties: frozenset[int]


class Freeing:
    """Whose turn it is: drawn among those who could have it better, mostly the worst off and the least tried."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup
        self.chance = Random(lineup.seed)
        self.wishing = lineup.wishing(range(len(lineup.parties)))
        self.best = [self._best_cost(number) for number in range(len(lineup.parties))]
        self.tried = [0] * len(lineup.parties)

    def next(self, standing: Standing, target: int) -> Freed | None:
        """About `target` people to place anew around somebody who could have it better. None: nobody could."""
        regrets = {
            number: standing.cost_of(number) - best
            for number, best in enumerate(self.best)
            if standing.cost_of(number) > best
        }
        if not regrets:
            return None
        numbers = sorted(regrets)
        first = self.chance.choices(numbers, [regrets[one] ** 0.5 / (1 + self.tried[one]) for one in numbers])[0]
        self.tried[first] += 1
        return self._around(standing, first, target)

    def forget(self, parties: frozenset[int]) -> None:
        """Something changed around these: each may be tried again as if for the first time."""
        for party in parties:
            self.tried[party] = 0

    def _best_cost(self, number: int) -> int:
        """What the best wish would cost that the themes allow; there may never be a group for it."""
        party = self.lineup.parties[number]
        running = [theme for theme in party.themes if self.lineup.problem.theme[theme].max_groups != 0]
        return min((party.cost_of(theme) for theme in running), default=10**9)

    def _around(self, standing: Standing, first: int, target: int) -> Freed:
        themes: dict[str, None] = {}
        size = 0
        for theme in self._connected(standing, first):
            if theme not in themes:
                themes[theme] = None
                size += sum(len(standing.groups[place].members) for place in standing.drafts_of.get(theme, ()))
            if size >= target:
                break
        return self._freed(standing, frozenset(themes), first, target)

    def _connected(self, standing: Standing, first: int) -> Iterator[str]:
        """The wishes of the first, then what people in the groups of these themes wish for, and so on."""
        party = self.lineup.parties[first]
        seen = sorted(party.themes, key=lambda theme: (party.cost_of(theme), self.lineup.draw(theme)))
        yield from seen
        for _ in range(20 * len(self.lineup.themes)):
            places = standing.drafts_of.get(self.chance.choice(seen), ()) if seen else ()
            if not places:
                theme = self.chance.choice(self.lineup.themes).id
            else:
                member = self.chance.choice(standing.drafts[self.chance.choice(places)].parties)
                theme = self.chance.choice(sorted(self.lineup.parties[member].themes, key=self.lineup.draw))
            if theme not in seen:
                seen.append(theme)
                yield theme

    def _freed(self, standing: Standing, themes: frozenset[str], first: int, target: int) -> Freed:
        parties = {first}
        for theme in themes:
            for place in standing.drafts_of.get(theme, ()):
                parties.update(standing.drafts[place].parties)
        eager = self._eager(standing, themes, parties)
        for party in eager[: target // 2]:
            at = standing.draft_of.get(party)
            if at is None or standing.holds_without(at, frozenset(parties | {party})):
                parties.add(party)
        home = standing.draft_of.get(first)
        stays = home is not None and standing.drafts[home].theme not in themes
        if home is not None and stays and not standing.holds_without(home, frozenset(parties)):
            parties.discard(first)
        return Freed(themes, frozenset(parties))

    def _eager(self, standing: Standing, themes: frozenset[str], already: set[int]) -> list[int]:
        """Those elsewhere who would rather be in one of these themes, whoever gains most first."""
        gains: dict[int, int] = {}
        for theme in themes:
            for number in self.wishing.get(theme, ()):
                if number not in already:
                    gain = standing.cost_of(number) - self.lineup.parties[number].cost_of(theme)
                    gains[number] = max(gain, gains.get(number, 0))
        return sorted((number for number in gains if gains[number] > 0), key=lambda one: (-gains[one], one))
