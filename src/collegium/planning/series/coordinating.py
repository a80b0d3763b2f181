"""Planning all groups together: hardest first, then each again around the others, as long as that helps."""

from collections.abc import Callable, Iterable
from functools import cached_property
from time import monotonic

from collegium.planning.progress import Progress
from collegium.planning.series.dating import best_dates
from collegium.planning.series.diary import Diary, Series, series_on
from collegium.planning.series.plan import SeriesPlan
from collegium.planning.series.problem import TENTHS, SeriesProblem
from collegium.planning.series.reasons import unmet_groups
from collegium.planning.series.untangling import untangle
from collegium.planning.series.year import Outlook, Place, Year

ROUNDS = 3

Places = frozenset[Place]
NOWHERE: Places = frozenset()


def plan_series(
    problem: SeriesProblem,
    *,
    seconds: float = 60,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> SeriesPlan:
    """The best year of meetings that can be found in the time, with what no plan can cost less than.

    Raises Contradiction where travel between two schools is given twice and differs.
    """
    coordination = Coordination(Year(problem, seed), seconds, should_stop)
    for step in (coordination.place, *[coordination.go_round] * ROUNDS, coordination.untangle):
        if not coordination.is_done:
            step()
            if on_progress is not None:
                on_progress(coordination.progress())
    return coordination.plan()


class Coordination:
    """The diary so far, each group's best series if it were alone, and how much time is left."""

    def __init__(self, year: Year, seconds: float, should_stop: Callable[[], bool] | None = None) -> None:
        self.year = year
        self.seconds = seconds
        self.started = monotonic()
        self.should_stop = should_stop
        self.diary = Diary(year)
        self.has_begun = False
        self.lower: int | None = None
        self._planned: dict[tuple[str, Places, Places], Series | None] = {}

    @property
    def spent(self) -> float:
        return monotonic() - self.started

    @property
    def is_late(self) -> bool:
        return self.spent >= self.seconds or (self.should_stop is not None and self.should_stop())

    @property
    def is_done(self) -> bool:
        return self.has_begun and (self.is_late or self._is_best())

    def series(self, group: str, closed: Places = NOWHERE, away: Places = NOWHERE) -> Series | None:
        """The group's best series when these hosts are closed and these people elsewhere on these days."""
        key = (group, closed, away)
        if key not in self._planned:
            outlook = self.year.outlook(group)
            prospect = outlook.prospect(closed, away)
            dates = best_dates(outlook, prospect, outlook.group.meetings, thorough=not self.is_late)
            self._planned[key] = None if dates is None else series_on(outlook, dates)
        return self._planned[key]

    @cached_property
    def alone(self) -> dict[str, Series]:
        """The best series of each group that has one, hardest group first: fewest places to choose from."""
        found = {group.id: self.series(group.id) for group in self.year.groups}
        hardest = sorted(
            (name for name in found if found[name] is not None),
            key=lambda name: self.year.outlook(name).prospect().openings / self.year.problem.group[name].meetings,
        )
        return {name: series for name in hardest if (series := found[name]) is not None}

    @cached_property
    def lower_alone(self) -> dict[str, int]:
        """What each group costs at least, whatever the others do."""
        return {name: _at_best(self.year.outlook(name), series) for name, series in self.alone.items()}

    @property
    def may_stay_away(self) -> bool:
        return any(self.year.outlook(name).may_stay_away for name in self.alone)

    def place(self) -> None:
        """A first diary at once: each group in turn, around those that are there already."""
        self.has_begun = True
        for name in self.alone:
            self._put(self.diary, name)

    def go_round(self) -> None:
        """Each group that pays for the others looks again; then it may push the others aside."""
        for name in self.alone:
            for push in (False, True):
                if not self.is_late and self._pays(name):
                    self._look_again(name, push=push)
        self._send_elsewhere()

    def untangle(self) -> None:
        """Small knots of groups, exactly."""
        self.lower = untangle(self)

    def plan(self) -> SeriesPlan:
        if not self.has_begun:
            self.place()
        meetings = self.diary.meetings()
        cost = self.diary.cost()
        unmet = unmet_groups(self.year, self.diary, frozenset(self.alone))
        return SeriesPlan(cost / TENTHS, self.bound() / TENTHS, round(self.spent, 2), meetings, unmet)

    def bound(self) -> int:
        """Each group at its cheapest; where some found no place, it might have been the dearest ones."""
        if self.lower is not None:
            return self.lower
        unmet = len(self.alone) - len(self.diary.series)
        cheapest = sorted(self.lower_alone.values())
        return sum(cheapest[: len(cheapest) - unmet])

    def progress(self) -> Progress:
        return Progress(self.spent, self.diary.cost() / TENTHS, self.bound() / TENTHS)

    def take_if_better(self, diary: Diary, touched: Iterable[str]) -> None:
        """Keep this diary if fewer groups are left without a series, or as few and it costs less."""
        near = {other for name in touched for other in (name, *self._sharing(name))}
        now, then = ((-len(one.series), one.cost(near)) for one in (self.diary, diary))
        if then < now:
            self.diary = diary

    def _is_best(self) -> bool:
        return len(self.diary.series) == len(self.alone) and self.diary.cost() <= self.bound()

    def _pays(self, name: str) -> bool:
        return name not in self.diary.series or self.diary.cost_of(name) > self.alone[name].cost

    def _look_again(self, name: str, *, push: bool) -> None:
        diary = self.diary.copy()
        if name in diary.series:
            diary.take(name)
        pushed = self._in_the_way(diary, self.alone[name]) if push else []
        for other in pushed:
            diary.take(other)
        for one in (name, *pushed):
            self._put(diary, one)
        self.take_if_better(diary, (name, *pushed))

    def _in_the_way(self, diary: Diary, series: Series) -> list[str]:
        """The groups that meet where this one would, or with its people on its days."""
        closed, away = diary.closed_for(series.group), diary.away_from(series.group)
        rooms = [name for day, host in series.stops if (host, day) in closed for name in diary.hosted[host][day]]
        days = {day for day, _ in series.stops}
        people = [diary.wanted[person, day][0] for person, day in away if day in days]
        taken = {*rooms, *people}
        return [name for name in self.alone if name in taken]

    def _put(self, diary: Diary, name: str) -> None:
        series: Series | None = self.alone[name]
        if not diary.fits(self.alone[name]):
            series = self.series(name, diary.closed_for(name), diary.away_from(name))
        if series is not None:
            diary.put(series)

    def _send_elsewhere(self) -> None:
        """Whoever is wanted in two groups on one day goes where they're missed most."""
        for (person, day), groups in sorted(
            self.diary.wanted.items(), key=lambda want: self.year.draw(want[0][0], str(want[0][1]))
        ):
            for group in groups[1:]:
                diary = self.diary.copy()
                diary.prefer(person, day, group)
                if all(diary.has_quorum(other, day) for other in groups if other != group):
                    self.take_if_better(diary, groups)

    def _sharing(self, name: str) -> set[str]:
        """The groups that share people with this one."""
        people = (member.id for member in self.year.problem.group[name].members)
        return {other for person in people for other in self.year.groups_of.get(person, ())}


def _at_best(outlook: Outlook, series: Series) -> int:
    """A group alone; lower still where somebody of two groups would travel so far that staying away is cheaper."""
    if not outlook.may_stay_away:
        return series.lower
    dates = best_dates(outlook, outlook.prospect_at_best(), outlook.group.meetings)
    return series.lower if dates is None else min(series.lower, dates.lower)
