"""A mixed-integer programme written down row by row and handed to HiGHS."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OUT_OF_TIME = 1


@dataclass(frozen=True)
class Answer:
    """The values found (None: none in time), what no answer can beat, and whether time ran out first."""

    values: tuple[float, ...] | None
    bound: float
    is_cut_short: bool


@dataclass
class Programme:
    """Whole-numbered unknowns, each with its cost and limits, and the rows that bind them together."""

    costs: list[float] = field(default_factory=list)
    lowest: list[float] = field(default_factory=list)
    highest: list[float] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _at_least: list[float] = field(default_factory=list)
    _at_most: list[float] = field(default_factory=list)

    def unknown(self, cost: float = 0, lowest: float = 0, highest: float = 1) -> int:
        self.costs.append(cost)
        self.lowest.append(lowest)
        self.highest.append(highest)
        return len(self.costs) - 1

    def bind(self, terms: Mapping[int, float], at_least: float = -inf, at_most: float = inf) -> None:
        """The sum of the terms lies between the two."""
        if not terms:
            return
        self._rows.extend([len(self._at_least)] * len(terms))
        self._columns.extend(terms)
        self._factors.extend(terms.values())
        self._at_least.append(at_least)
        self._at_most.append(at_most)

    def solve(self, seconds: float, gap: float) -> Answer:
        """The cheapest values, proved to within the relative gap unless time runs out."""
        if not self.costs:
            return Answer((), 0.0, False)
        found = milp(
            np.array(self.costs),
            integrality=np.ones(len(self.costs)),
            bounds=Bounds(np.array(self.lowest), np.array(self.highest)),
            constraints=self._constraints(),
            options={"time_limit": max(0.01, seconds), "mip_rel_gap": gap},
        )
        bound = -inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        values = None if found.x is None else tuple(float(value) for value in found.x)
        return Answer(values, bound, found.status == OUT_OF_TIME)

    def _constraints(self) -> list[LinearConstraint]:
        if not self._at_least:
            return []
        shape = (len(self._at_least), len(self.costs))
        table = csr_array((self._factors, (self._rows, self._columns)), shape=shape)
        return [LinearConstraint(table, np.array(self._at_least), np.array(self._at_most))]
