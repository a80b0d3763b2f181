"""A second pair of eyes on a series plan: every hard rule and the cost, worked out apart from the planner.

It shares the dataclasses with the planner and no code, so that one mistake cannot hide in both.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from collegium.planning.series.plan import Meeting, SeriesPlan
from collegium.planning.series.problem import Group, Member, SeriesProblem


def check_plan(problem: SeriesProblem, plan: SeriesPlan) -> list[str]:
    """Everything that is wrong with the plan, a sentence each. Nothing: it keeps every rule and its cost is right."""
    strangers = [*_unknown_names(problem, plan)]
    if strangers:
        return strangers
    broken = [*_wrong_groups(problem, plan), *_wrong_rooms(problem, plan), *_wrong_people(problem, plan)]
    return broken or [*_wrong_figures(problem, plan)]


def checked_cost(problem: SeriesProblem, meetings: tuple[Meeting, ...]) -> Fraction:
    """What these meetings cost by the letter of the contract."""
    total = Fraction(0)
    for group in problem.groups:
        own = [meeting for meeting in meetings if meeting.group == group.id]
        for member in group.members:
            missed = [meeting for meeting in own if member.id not in meeting.attending]
            total += 20 * len(missed) + 40 * max(0, len(missed) - 1)
            for meeting in own:
                if member.id in meeting.attending:
                    total += 6 if _answer(member, meeting.day) == "if-need-be" else 0
                    total += Fraction(_minutes(problem, member.school, meeting.school), 10)
    return total


def _answer(member: Member, day: date) -> str:
    answers = dict(zip(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), member.weekdays, strict=True))
    return "no" if day in member.away else answers.get(day.strftime("%A"), "no")


def _minutes(problem: SeriesProblem, a: str, b: str) -> int:
    ways = [way.minutes for way in problem.travel if {way.start, way.end} == {a, b}]
    return 0 if a == b else ways[0]


def _unknown_names(problem: SeriesProblem, plan: SeriesPlan) -> Iterator[str]:
    planned = {meeting.group for meeting in plan.meetings}.union(unmet.group for unmet in plan.unmet)
    for name in sorted(planned - {group.id for group in problem.groups}):
        yield f"{name} is no group of this problem"
    for name in sorted({meeting.room for meeting in plan.meetings} - {room.id for room in problem.rooms}):
        yield f"{name} is no room of this problem"


def _wrong_groups(problem: SeriesProblem, plan: SeriesPlan) -> Iterator[str]:
    unmet = Counter(one.group for one in plan.unmet)
    for group in problem.groups:
        own = sorted((one for one in plan.meetings if one.group == group.id), key=lambda meeting: meeting.number)
        if unmet[group.id] != (0 if own else 1):
            yield f"{group.id} has {len(own)} meetings and is unmet {unmet[group.id]} times"
        elif own:
            yield from _wrong_series(problem, group, own)


def _wrong_series(problem: SeriesProblem, group: Group, own: list[Meeting]) -> Iterator[str]:
    if [meeting.number for meeting in own] != list(range(1, group.meetings + 1)):
        yield f"{group.id} has meetings {[meeting.number for meeting in own]}, not 1 to {group.meetings}"
    for meeting in own:
        if meeting.day not in problem.days:
            yield f"{group.id} meets on {meeting.day}, which is no day for meetings"
    for earlier, later in pairwise(own):
        between = later.day - earlier.day
        longest, shortest = timedelta(group.gap.max), timedelta(group.gap.min)
        if between <= timedelta(0) or not shortest <= between <= longest:
            yield f"{group.id} meets on {earlier.day} and next on {later.day}"
    rounds = [own[start : start + len(group.hosts)] for start in range(0, len(own), max(1, len(group.hosts)))]
    for turn in rounds:
        schools = [meeting.school for meeting in turn]
        if len(set(schools)) < len(schools) or not set(schools) <= set(group.hosts):
            yield f"{group.id} is hosted by {schools} in one round"


def _wrong_rooms(problem: SeriesProblem, plan: SeriesPlan) -> Iterator[str]:
    rooms = {room.id: room for room in problem.rooms}
    groups = {group.id: group for group in problem.groups}
    used: Counter[tuple[str, date]] = Counter((booked, day) for booked, day in set(problem.bookings))
    for meeting in plan.meetings:
        used[meeting.room, meeting.day] += 1
        group, room = groups[meeting.group], rooms[meeting.room]
        if room.school != meeting.school:
            yield f"{room.id} is not in {meeting.school}"
        if not set(group.needs).issubset(room.has) or room.seats < len(group.members):
            yield f"{room.id} does not suit {group.id}"
    for (name, day), times in used.items():
        if times > 1:
            yield f"{name} is used {times} times on {day}"


def _wrong_people(problem: SeriesProblem, plan: SeriesPlan) -> Iterator[str]:
    groups = {group.id: group for group in problem.groups}
    places = Counter((person, meeting.day) for meeting in plan.meetings for person in meeting.attending)
    for (person, day), times in places.items():
        if times > 1:
            yield f"{person} is at {times} meetings on {day}"
    for meeting in plan.meetings:
        group = groups[meeting.group]
        able = {member.id for member in group.members if _answer(member, meeting.day) != "no"}
        for person in set(meeting.attending) - able:
            yield f"{person} cannot be at {group.id} on {meeting.day}"
        for person in able - set(meeting.attending):
            if not places[person, meeting.day]:
                yield f"{person} could be at {group.id} on {meeting.day}"
        if len(meeting.attending) < Fraction(len(group.members) * group.quorum[0], group.quorum[1]):
            yield f"{group.id} has no quorum on {meeting.day}"


def _wrong_figures(problem: SeriesProblem, plan: SeriesPlan) -> Iterator[str]:
    cost = checked_cost(problem, plan.meetings)
    if Fraction(str(plan.cost)) != cost:
        yield f"the plan says it costs {plan.cost}, but it costs {float(cost)}"
    if plan.bound is not None and plan.bound > plan.cost:
        yield f"the plan says that none costs less than {plan.bound}, but it costs {plan.cost} itself"
