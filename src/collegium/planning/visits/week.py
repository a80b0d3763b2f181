"""The timetable laid out for planning: periods in order, and for each teacher the periods as bits of a number."""

from functools import cached_property
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from collegium.planning.visits.problem import COST_COVER, COST_DAY_WAITED, COST_NO_TALK, Teacher, VisitsProblem

Whole = npt.NDArray[np.int64]

# Dearer than every school together: a visit that cannot be.
NEVER = 10**9


class Week:
    """A problem laid out. Whatever the order in the file, the same seed gives the same layout."""

    def __init__(self, problem: VisitsProblem, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self.periods = tuple(sorted(problem.periods, key=lambda period: (period.day, period.order)))
        self.days = [period.day for period in self.periods]
        self._number = {period.id: number for number, period in enumerate(self.periods)}
        self._of_day: dict[int, int] = {}
        for number, day in enumerate(self.days):
            self._of_day[day] = self._of_day.get(day, 0) | 1 << number
        self.talks_after = [self._talks_after(number) for number in range(len(self.periods))]
        self.teaches = {one.id: self._bits(one.teaches) for one in problem.teachers}
        self.shows = {one.id: self._bits(one.teaches - one.closed) for one in problem.teachers}
        self.free = {one.id: self._in_school(one) & ~self._bits(one.teaches | one.busy) for one in problem.teachers}
        self.may_visit = {one.id: self._in_school(one) & ~self._bits(one.busy) for one in problem.teachers}
        self.in_school = {one.id: self._in_school(one) for one in problem.teachers}

    def draw(self, *names: str) -> tuple[str, ...]:
        """The lot these names draw. Ties go to the smallest."""
        return sha256(" ".join((str(self.seed), *names)).encode()).hexdigest(), *names

    @cached_property
    def rank(self) -> dict[str, list[int]]:
        """For each teacher the periods in the order of their lots."""
        ranks = {}
        for teacher in self.problem.teachers:
            by_lot = sorted(
                range(len(self.periods)), key=lambda number: self.draw(teacher.id, self.periods[number].id)
            )
            ranks[teacher.id] = [0] * len(by_lot)
            for place, number in enumerate(by_lot):
                ranks[teacher.id][number] = place
        return ranks

    @cached_property
    def place(self) -> dict[str, int]:
        """Teachers as rows and columns of `least`."""
        names = sorted((teacher.id for teacher in self.problem.teachers), key=self.draw)
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def least(self) -> Whole:
        """What a visit of the row's teacher to the column's costs at least, for everybody at once."""
        tables = (self.teaches, self.shows, self.free, self.may_visit)
        teaches, shows, free, may_visit = (self._table(of) for of in tables)
        count = len(self.periods)
        days = np.array([*self.days, NEVER], dtype=np.int64)
        least = np.full((len(self.place), len(self.place)), NEVER, dtype=np.int64)
        for row in range(len(self.place)) if count else ():
            both = np.where(free & free[row], np.arange(count), count)
            following = np.minimum.accumulate(both[:, ::-1], axis=1)[:, ::-1]
            following = np.concatenate((following[:, 1:], np.full((len(following), 1), count)), axis=1)
            waited = days[following] - days[:count]
            talk = np.where(waited <= self.problem.feedback_days, waited * COST_DAY_WAITED, COST_NO_TALK)
            costs = np.minimum(talk, COST_NO_TALK) + COST_COVER * teaches[row]
            least[row] = np.where(shows & may_visit[row], costs, NEVER).min(axis=1)
            least[row, row] = NEVER
        return least

    def _table(self, of: dict[str, int]) -> npt.NDArray[np.bool_]:
        rows = [[bool(of[name] >> number & 1) for number in range(len(self.periods))] for name in self.place]
        return np.array(rows, dtype=bool).reshape(len(rows), len(self.periods))

    def _bits(self, periods: frozenset[str]) -> int:
        return sum(1 << self._number[period] for period in periods)

    def _in_school(self, teacher: Teacher) -> int:
        """Every period of the days on which they teach."""
        bits = 0
        for day in {self.days[self._number[period]] for period in teacher.teaches}:
            bits |= self._of_day[day]
        return bits

    def _talks_after(self, number: int) -> int:
        """The later periods that are soon enough for a talk about a lesson in this one."""
        last = self.days[number] + self.problem.feedback_days
        return sum(1 << later for later in range(number + 1, len(self.days)) if self.days[later] <= last)
