"""Choosing and changing: three good series for a group to choose from, and one meeting moved by hand."""

from dataclasses import replace
from datetime import date

import numpy as np

from collegium.planning.series.dating import best_dates
from collegium.planning.series.diary import Diary, Series, series_on
from collegium.planning.series.plan import Option, SeriesPlan
from collegium.planning.series.problem import TENTHS, SeriesProblem
from collegium.planning.series.reasons import unmet_groups
from collegium.planning.series.windows import LOST, Whole
from collegium.planning.series.year import Prospect, Year

# Dearer than any meeting: a day is used again, or a meeting moves along, only where nothing else is possible.
COST_SAME_AGAIN = 10**7
# Of meetings that must move along, each rather stays near: twenty days weigh as much as one person missing once.
COST_A_DAY_AWAY = 10


def options(
    problem: SeriesProblem,
    group: str,
    k: int = 3,
    *,
    plan: SeriesPlan | None = None,
    first_by: date | None = None,
    seed: int = 1,
) -> tuple[Option, ...]:
    """Up to k good series for a group to vote on, best first, on days as different from each other as can be.

    With a plan, around what the other groups have planned. ``first_by``: the first meeting is no later than this.
    """
    year = Year(problem, seed)
    outlook = year.outlook(group)
    diary = diary_of(year, plan, without=group)
    closed, away = diary.closed_for(group), diary.away_from(group)
    prospect = outlook.prospect(closed, away)
    extra = np.zeros((outlook.group.meetings, *prospect.costs.shape), dtype=np.int64)
    if first_by is not None:
        extra[0, [day > first_by for day in problem.days]] = LOST
    found: list[Series] = []
    while len(found) < k:
        dates = best_dates(outlook, prospect, outlook.group.meetings, extra)
        series = None if dates is None else series_on(outlook, dates)
        if series is None or series.stops in [earlier.stops for earlier in found]:
            break
        found.append(series)
        extra[:, [day for day, _ in series.stops]] += COST_SAME_AGAIN
    return tuple(_option(diary, series) for series in found)


def move_one(
    problem: SeriesProblem,
    plan: SeriesPlan,
    group: str,
    number: int,
    day: date | None = None,
    *,
    school: str | None = None,
    seed: int = 1,
) -> SeriesPlan | None:
    """The plan with one meeting on another day (this one, or the best); as few others as possible move along.

    Only this group's meetings change. None where the group cannot meet so.
    """
    year = Year(problem, seed)
    outlook = year.outlook(group)
    diary = diary_of(year, plan, without=group)
    prospect = outlook.prospect(diary.closed_for(group), diary.away_from(group))
    extra = _staying_put(year, plan, group, prospect)
    extra[number - 1] = _moving(year, plan, group, number, day, school)
    dates = best_dates(outlook, prospect, outlook.group.meetings, extra)
    if dates is None:
        return None
    diary.put(series_on(outlook, dates))
    return _replanned(year, diary, plan)


def diary_of(year: Year, plan: SeriesPlan | None, *, without: str) -> Diary:
    """The plan back in a diary, without one group."""
    diary = Diary(year)
    meetings = {} if plan is None else plan.meetings_of
    for group in year.groups:
        if group.id != without and group.id in meetings:
            stops = tuple((year.number[one.day], one.school) for one in meetings[group.id])
            diary.put(Series(group.id, stops, 0, 0))
    for meeting in () if plan is None else plan.meetings:
        for person in meeting.attending:
            if (person, year.number[meeting.day]) in diary.wanted and meeting.group != without:
                diary.prefer(person, year.number[meeting.day], meeting.group)
    return diary


def _option(diary: Diary, series: Series) -> Option:
    chosen = diary.copy()
    chosen.put(series)
    meetings = tuple(meeting for meeting in chosen.meetings() if meeting.group == series.group)
    return Option(chosen.cost_of(series.group) / TENTHS, meetings)


def _staying_put(year: Year, plan: SeriesPlan, group: str, prospect: Prospect) -> Whole:
    """For each meeting, what it costs not to be where it was: the more, the further away."""
    extra = np.full((year.problem.group[group].meetings, *prospect.costs.shape), COST_SAME_AGAIN, dtype=np.int64)
    hosts = year.outlook(group).hosts
    for meeting in plan.meetings_of.get(group, ()):
        away = np.abs(year.ordinals - meeting.day.toordinal())
        extra[meeting.number - 1] += COST_A_DAY_AWAY * away[:, None]
        extra[meeting.number - 1, year.number[meeting.day], hosts.index(meeting.school)] = 0
    return extra


def _moving(year: Year, plan: SeriesPlan, group: str, number: int, day: date | None, school: str | None) -> Whole:
    """Where the moved meeting may be: on this day, or on any day but its own; at this school, or at any."""
    hosts = year.outlook(group).hosts
    may = np.ones((len(year.problem.days), len(hosts)), dtype=bool)
    if day is not None:
        may[[one != day for one in year.problem.days]] = False
    else:
        may[[year.number[one.day] for one in plan.meetings_of.get(group, ()) if one.number == number]] = False
    if school is not None:
        may[:, [host != school for host in hosts]] = False
    return np.where(may, 0, LOST)


def _replanned(year: Year, diary: Diary, plan: SeriesPlan) -> SeriesPlan:
    unmet = unmet_groups(year, diary, frozenset(plan.meetings_of))
    cost = diary.cost() / TENTHS
    bound = plan.bound if len(unmet) == len(plan.unmet) else None
    return replace(plan, cost=cost, bound=bound, meetings=diary.meetings(), unmet=unmet)
