"""The two files of meeting series: the problem that comes in and the plan that goes out."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from collegium.kit.strictly import Entry, read_format, unique
from collegium.planning.series.plan import SeriesPlan
from collegium.planning.series.problem import (
    ANSWERS,
    WEEKDAYS,
    Gap,
    Group,
    Journey,
    Member,
    Room,
    SeriesProblem,
)
from collegium.planning.series.words import say

PROBLEM = "collegium/series-problem/1"
PLAN = "collegium/series-plan/1"

MOST = 1_000_000


def read_problem(path: str) -> SeriesProblem:
    """The problem in this file. Raises Unreadable where it is not as the contract says."""
    return problem_in(read_format(path, PROBLEM))


def problem_in(entry: Entry) -> SeriesProblem:
    """The problem that was written so."""
    required = ("format", "days", "schools", "travel", "rooms", "bookings", "groups")
    whole = entry.keys(required)
    schools = unique(whole["schools"].items())
    rooms = tuple(_room(entry, schools) for entry in _with_unique_ids(whole["rooms"]))
    problem = SeriesProblem(
        days=_rising_days(whole["days"]),
        schools=schools,
        travel=tuple(_journey(entry, schools) for entry in whole["travel"].items()),
        rooms=rooms,
        bookings=_bookings(whole["bookings"], {room.id for room in rooms}),
        groups=tuple(_group(entry, schools) for entry in _with_unique_ids(whole["groups"])),
    )
    _ensure_ways_are_known(problem, whole["groups"])
    return problem


def problem_as_file(problem: SeriesProblem) -> dict[str, Any]:
    """The problem as the contract's file writes it, the same each time."""
    return {
        "format": PROBLEM,
        "days": [day.isoformat() for day in problem.days],
        "schools": list(problem.schools),
        "travel": [{"from": way.start, "to": way.end, "minutes": way.minutes} for way in problem.travel],
        "rooms": [
            {"id": room.id, "school": room.school, "seats": room.seats, "has": sorted(room.has)}
            for room in problem.rooms
        ],
        "bookings": [{"room": room, "day": day.isoformat()} for room, day in sorted(problem.bookings)],
        "groups": [_group_as_file(group) for group in problem.groups],
    }


def _group_as_file(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "meetings": group.meetings,
        "gap": {"min": group.gap.min, "max": group.gap.max},
        "quorum": list(group.quorum),
        "needs": sorted(group.needs),
        "hosts": list(group.hosts),
        "members": [
            {
                "id": member.id,
                "school": member.school,
                "weekdays": dict(zip(WEEKDAYS, member.weekdays, strict=True)),
                "away": sorted(day.isoformat() for day in member.away),
            }
            for member in group.members
        ],
    }


def plan_as_json(plan: SeriesPlan) -> str:
    """The plan as the contract's file, with its reasons in English."""
    written = {
        "format": PLAN,
        "cost": plan.cost,
        "bound": plan.bound,
        "seconds": plan.seconds,
        "meetings": [
            {
                "group": meeting.group,
                "number": meeting.number,
                "day": meeting.day.isoformat(),
                "school": meeting.school,
                "room": meeting.room,
                "attending": meeting.attending,
            }
            for meeting in plan.meetings
        ],
        "unmet": [
            {"group": unmet.group, "reason": say(unmet.reason), "try": say(unmet.attempt)} for unmet in plan.unmet
        ],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _with_unique_ids(entry: Entry) -> list[Entry]:
    """The entries of a list, no two with the same id. What else is wrong with one is found when it is read."""
    entries = entry.items()
    unique(one.at("id", one.value["id"]) for one in entries if isinstance(one.value, dict) and "id" in one.value)
    return entries


def _day(entry: Entry) -> date:
    text = entry.text()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise entry.refuse("a day such as 2026-09-07") from None
    # Python reads 20260907 and 2026-W37-1 too; the files have one way to write a day.
    if day.isoformat() != text:
        raise entry.refuse("a day such as 2026-09-07")
    return day


def _days(entries: Iterable[Entry]) -> frozenset[date]:
    entries = list(entries)
    unique(entries)
    return frozenset(_day(entry) for entry in entries)


def _rising_days(entry: Entry) -> tuple[date, ...]:
    days: list[date] = []
    for one in entry.items():
        day = _day(one)
        if days and day <= days[-1]:
            raise one.refuse(f"a day after {days[-1]}")
        days.append(day)
    return tuple(days)


def _journey(entry: Entry, schools: Collection[str]) -> Journey:
    keys = entry.keys(("from", "to", "minutes"))
    start, end = (keys[key].one_of(schools, "a school") for key in ("from", "to"))
    return Journey(start, end, keys["minutes"].whole(0, 0 if start == end else MOST))


def _room(entry: Entry, schools: Collection[str]) -> Room:
    keys = entry.keys(("id", "school", "seats", "has"))
    school = keys["school"].one_of(schools, "a school")
    return Room(keys["id"].text(), school, keys["seats"].whole(), frozenset(unique(keys["has"].items())))


def _bookings(entry: Entry, rooms: Collection[str]) -> frozenset[tuple[str, date]]:
    booked = set()
    for one in entry.items():
        keys = one.keys(("room", "day"))
        booked.add((keys["room"].one_of(rooms, "a room"), _day(keys["day"])))
    return frozenset(booked)


def _group(entry: Entry, schools: Collection[str]) -> Group:
    keys = entry.keys(("id", "meetings", "gap", "quorum", "needs", "hosts", "members"))
    for host in keys["hosts"].items():
        host.one_of(schools, "a school")
    return Group(
        id=keys["id"].text(),
        meetings=keys["meetings"].whole(1, 1000),
        gap=_gap(keys["gap"]),
        quorum=_quorum(keys["quorum"]),
        needs=frozenset(unique(keys["needs"].items())),
        hosts=unique(keys["hosts"].items()),
        members=tuple(_member(one, schools) for one in _with_unique_ids(keys["members"])),
    )


def _gap(entry: Entry) -> Gap:
    keys = entry.keys(("min", "max"))
    shortest = keys["min"].whole(0, MOST)
    return Gap(shortest, keys["max"].whole(shortest, MOST))


def _quorum(entry: Entry) -> tuple[int, int]:
    some, of = entry.items(2, 2)
    whole = of.whole(1, MOST)
    return some.whole(0, whole), whole


def _member(entry: Entry, schools: Collection[str]) -> Member:
    keys = entry.keys(("id", "school", "weekdays", "away"))
    weekdays = keys["weekdays"].keys(WEEKDAYS)
    return Member(
        id=keys["id"].text(),
        school=keys["school"].one_of(schools, "a school"),
        weekdays=tuple(_answer(weekdays[day]) for day in WEEKDAYS),
        away=_days(keys["away"].items()),
    )


def _answer(entry: Entry) -> str:
    if entry.value not in ANSWERS:
        raise entry.refuse(", ".join(ANSWERS[:-1]) + f" or {ANSWERS[-1]}")
    return entry.text()


def _ensure_ways_are_known(problem: SeriesProblem, entry: Entry) -> None:
    for group, one in zip(problem.groups, entry.items(), strict=True):
        hosts = one.keys(("hosts",), ("id", "meetings", "gap", "quorum", "needs", "members"))["hosts"].items()
        for start, host in problem.journeys_of(group):
            if frozenset((start, host)) not in problem.minutes:
                raise hosts[group.hosts.index(host)].refuse(f"a school with travel listed to {start}")
