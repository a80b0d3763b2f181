"""Why no visits are possible in a group."""

from itertools import permutations

from collegium.planning.visits.plan import Line
from collegium.planning.visits.problem import PAIR
from collegium.planning.visits.week import Week


def reason_for(week: Week, group: tuple[str, ...], *, is_proved: bool) -> tuple[Line, ...]:
    """What stands in the way: of every way round the group the first visit that cannot be, each said once."""
    if len(group) < PAIR:
        return (Line("alone", group),)
    idle = [Line("never_teaches", (name,)) for name in sorted(group) if not week.shows[name]]
    if idle:
        return tuple(idle)
    if not is_proved:
        return (Line("not_found"),)
    blocked = {
        (a, b): line for a, b in permutations(sorted(group), PAIR) if (line := _in_the_way(week, a, b)) is not None
    }
    return tuple(blocked.values()) or (Line("at_once"),)


def _in_the_way(week: Week, visitor: str, visited: str) -> Line | None:
    lessons = week.shows[visited]
    if not lessons & week.in_school[visitor]:
        return Line("never_there", (visitor, visited))
    if not lessons & week.may_visit[visitor]:
        return Line("never_free", (visitor, visited))
    return None
