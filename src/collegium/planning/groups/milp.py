"""A mixed-integer programme written down row by row and handed to HiGHS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

OUT_OF_TIME = 1
SOLVED = 0
IMPOSSIBLE = 2
# The relaxation is solved in floating point: what is ruled out by less than this is not ruled out.
DOUBT = 1e-4


@dataclass(frozen=True)
class Answer:
    """The values found (None: none in time, or none at all), what no answer can beat, and whether time ran out."""

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

    def solve(self, seconds: float, gap: float, nodes: int | None = None) -> Answer:
        """The cheapest values, proved to within the relative gap unless time or the nodes to look at run out."""
        if not self.costs:
            return Answer((), 0.0, False)
        options = {"time_limit": max(0.01, seconds), "mip_rel_gap": gap}
        found = milp(
            np.array(self.costs),
            integrality=np.ones(len(self.costs)),
            bounds=Bounds(np.array(self.lowest), np.array(self.highest)),
            constraints=self._constraints(),
            options=options if nodes is None else {**options, "node_limit": nodes},
        )
        known = inf if found.status == IMPOSSIBLE else found.mip_dual_bound
        bound = -inf if known is None else float(known)
        values = None if found.x is None else tuple(float(value) for value in found.x)
        return Answer(values, bound, found.status == OUT_OF_TIME)

    def relax(self, seconds: float) -> "Relaxation | None":
        """The programme with parts of wholes allowed: quick, and no answer can cost less. None: not in time."""
        if not self.costs:
            return Relaxation(0.0, np.zeros(0), 0, 0)
        rows, limits = self._rows_at_most()
        found = linprog(
            np.array(self.costs),
            A_ub=rows,
            b_ub=limits,
            bounds=np.column_stack([self.lowest, self.highest]),
            method="highs",
            options={"time_limit": max(0.01, seconds)},
        )
        if found.status != SOLVED:
            return None
        parts = np.count_nonzero(np.abs(found.x - np.round(found.x)) > DOUBT)
        return Relaxation(float(found.fun), found.lower.marginals, int(parts), int(np.count_nonzero(found.x > DOUBT)))

    def leave_out(self, relaxation: "Relaxation", cost: float, besides: Iterable[int] = ()) -> int:
        """Rule out what could only be part of an answer that costs more than this. Returns how much is left."""
        lowest, highest = np.array(self.lowest), np.array(self.highest)
        is_out = (lowest == 0) & (relaxation.cost + relaxation.more > cost + DOUBT)
        is_out[list(besides)] = False
        highest[is_out] = 0
        self.highest = highest.tolist()
        return int((highest > lowest).sum())

    def _rows_at_most(self) -> tuple[csr_array, np.ndarray]:
        table = self._table()
        least, most = np.array(self._at_least), np.array(self._at_most)
        above, below = np.isfinite(most), np.isfinite(least)
        return vstack([table[above], -table[below]], format="csr"), np.concatenate([most[above], -least[below]])

    def _table(self) -> csr_array:
        shape = (len(self._at_least), len(self.costs))
        return csr_array((self._factors, (self._rows, self._columns)), shape=shape)

    def _constraints(self) -> list[LinearConstraint]:
        if not self._at_least:
            return []
        return [LinearConstraint(self._table(), np.array(self._at_least), np.array(self._at_most))]


@dataclass(frozen=True)
class Relaxation:
    """What no answer can cost less than, and by how much more each unknown costs that is not nothing.

    And of how many unknowns it takes a part only, among those it takes at all.
    """

    cost: float
    more: np.ndarray
    parts: int
    taken: int
