"""Whose turn it is to give the room. Pure: no database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Turn:
    """That a school hosts, or hosted, on a day."""

    school: str
    on: date


def next_host(schools: Sequence[str], turns: Iterable[Turn]) -> str:
    """The school that has waited longest; one that never hosted waits longest of all."""
    latest: dict[str, date] = {}
    for turn in turns:
        latest[turn.school] = max(turn.on, latest.get(turn.school, date.min))
    return min(schools, key=lambda school: latest.get(school, date.min))


def draw_turns(
    open_days: Mapping[str, Collection[date]],
    *,
    weekday: int,
    first_on: date,
    last_on: date,
    least_days_between: int,
    number: int | None = None,
    turns: Sequence[Turn] = (),
) -> list[Turn]:
    """On which days a group meets, and where: always the same weekday, never too soon, only where a school is open.

    ``open_days`` are each host's, in the order in which they would begin; ``number=None`` goes on until the last
    day. A school that is shut when its turn comes is next as soon as it is open.
    """
    drawn: list[Turn] = []
    day = on_weekday(weekday, first_on)
    while day <= last_on and (number is None or len(drawn) < number):
        schools = [school for school, days in open_days.items() if day in days]
        if schools:
            drawn.append(Turn(next_host(schools, [*turns, *drawn]), day))
            day = on_weekday(weekday, day + timedelta(days=max(least_days_between, 1)))
        else:
            day += timedelta(days=7)
    return drawn


def on_weekday(weekday: int, day: date) -> date:
    """The first such weekday that is not before the day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
