"""Possible years for a group: what it wants, and up to three that the planner finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from collegium.groups.models import Group
from collegium.meetings.proposing import last_day
from collegium.people.models import School
from collegium.planning.series import Gap
from collegium.planning.series.files import problem_as_file
from collegium.planning.series.problem import IF_NEED_BE, YES
from collegium.scheduling import planner
from collegium.scheduling.gathering import VIDEO, Request, Surroundings
from collegium.scheduling.models import Moment, Poll, Vote

MOST_YEARS = 3
# Beyond a dozen meetings the planner looks at sets of hosts that nobody needs.
MOST_MEETINGS = 12
FIVE_DAYS = 5
A_MONTH = timedelta(days=35)
DAYS_IN_A_WEEK = 7
# Tenths of an even spread: how close and how far apart two meetings may be, from strict to less so.
SPREADS = ((8, 12), (6, 15))


@dataclass(frozen=True)
class Wanted:
    """What a group wants of its year, at whatever time of the week."""

    first_on: date
    hosts: tuple[School, ...]
    minutes: int = 75
    number: int | None = None
    least_days_between: int = 21
    quorum: tuple[int, int] = (2, 3)
    needs: frozenset[str] = frozenset()

    def last_on(self, group: Group) -> date:
        """The end of the school year, where it ends last."""
        schools = self.hosts or tuple(group.schools.all())
        return max((last_day(school, self.first_on) for school in schools), default=self.first_on)

    def tries(self, last_on: date) -> list[tuple[int, Gap]]:
        """Spread over the year first, then closer. Open-ended: as many as leave time to try something."""
        span, least = (last_on - self.first_on).days, self.least_days_between
        most = max(1, min(MOST_MEETINGS, span // (least + DAYS_IN_A_WEEK) + 1))
        found = []
        for number in [self.number] if self.number else range(most, 0, -1):
            even = span // max(1, number)
            for close, wide in SPREADS:
                longest = max(least, even * wide // 10) + DAYS_IN_A_WEEK
                found.append((number, Gap(max(least, even * close // 10), longest)))
            found.append((number, Gap(least, max(least, even) + A_MONTH.days)))
        return found


def work_out(
    group: Group, moments: Sequence[Moment], wanted: Wanted, *, poll: Poll | None
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Up to three years; where there is none at any time, why, in the planner's codes."""
    last_on = wanted.last_on(group)
    around = Surroundings([group], wanted.hosts, wanted.first_on, last_on)
    answers = said_to(poll)
    last_open = max((day for days in around.open_days.values() for day in days), default=last_on)
    times = [
        [
            {
                "problem": problem_as_file(around.problem([_request(group, moment, wanted, number, gap, answers)])),
                "first_by": (wanted.first_on + max(A_MONTH, timedelta(days=wanted.least_days_between))).isoformat(),
            }
            for number, gap in wanted.tries(last_open)
        ]
        for moment in moments
    ]
    found = planner.ask({"ask": "options", "group": str(group.pk), "times": times})
    everybody = [member.person_id for member in around.members[group.pk]]
    rooms = {f"room-{room.pk}": room.name for rooms in around.rooms.values() for room in rooms}
    years = [
        {
            "weekday": moment.weekday,
            "starts_at": moment.starts_at,
            "stops": [as_stop(stop, everybody, rooms) for stop in stops],
        }
        for moment, stops in _three(moments, [one["years"] for one in found])
    ]
    return years, None if years else next((one["unmet"] for one in found), None)


def said_to(poll: Poll | None) -> dict[Moment, dict[int, str]]:
    """What each person said to each time of a poll."""
    found: dict[Moment, dict[int, str]] = {}
    votes = Vote.objects.filter(reply__poll=poll) if poll else Vote.objects.none()
    for weekday, starts_at, person, says in votes.values_list(
        "option__weekday", "option__starts_at", "reply__person", "says"
    ):
        found.setdefault(Moment(weekday, starts_at), {})[person] = says
    return found


def as_stop(stop: Mapping[str, Any], everybody: Sequence[int], rooms: Mapping[str, str]) -> dict[str, Any]:
    """A planned meeting as we keep it: who is missing rather than who comes."""
    attending = set(map(int, stop["attending"]))
    return {
        "on": stop["on"],
        "host": None if stop["school"] == VIDEO else int(stop["school"]),
        "room": rooms.get(stop["room"], ""),
        "absent": [person for person in everybody if person not in attending],
    }


def _request(
    group: Group, moment: Moment, wanted: Wanted, number: int, gap: Gap, answers: Mapping[Moment, dict[int, str]]
) -> Request:
    said = answers.get(Moment(moment.weekday, moment.starts_at))
    return Request(
        group=group, weekday=moment.weekday, number=number, gap=gap, hosts=wanted.hosts, quorum=wanted.quorum,
        needs=wanted.needs, answers=said, unsaid=IF_NEED_BE if said else YES,
    )  # fmt: skip


def _three(
    moments: Sequence[Moment], found: Sequence[Sequence[list[dict[str, Any]]]]
) -> list[tuple[Moment, list[dict[str, Any]]]]:
    """One of each time in turn, the best time first, until there are three."""
    chosen = []
    for rank in range(MOST_YEARS):
        chosen += [(moment, years[rank]) for moment, years in zip(moments, found, strict=True) if rank < len(years)]
    return chosen[:MOST_YEARS]
