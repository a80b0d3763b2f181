"""Small years drawn by hypothesis, and the cheapest plan for each found by trying everything."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise, permutations, product

from hypothesis import strategies as st

from collegium.planning.series import Gap, Group, Journey, Member, Room, SeriesProblem

MONDAY = date(2026, 9, 7)
SCHOOLS = ("north", "harbour")
ANSWERS = ("yes", "yes", "yes", "if-need-be", "no")


@st.composite
def years(draw: st.DrawFn, groups: int = 2, days: int = 6, farthest: int = 60) -> SeriesProblem:
    """A few weeks, two schools, a few rooms, and groups that may share people."""
    offsets = draw(st.sets(st.integers(0, 20), min_size=1, max_size=days))
    calendar = tuple(MONDAY + timedelta(days=offset) for offset in sorted(offsets))
    rooms = tuple(
        Room(f"r{number}", draw(st.sampled_from(SCHOOLS)), draw(st.integers(2, 5)), draw(st.sampled_from(HAS)))
        for number in range(draw(st.integers(1, 3)))
    )
    bookings = draw(
        st.frozensets(st.tuples(st.sampled_from([room.id for room in rooms]), st.sampled_from(calendar)), max_size=3)
    )
    travel = (Journey("north", "harbour", draw(st.integers(0, farthest))),)
    drawn = tuple(draw(group_named(f"g{number}", calendar)) for number in range(draw(st.integers(1, groups))))
    return SeriesProblem(calendar, SCHOOLS, travel, rooms, bookings, drawn)


HAS = (frozenset(), frozenset({"projector"}))


@st.composite
def group_named(draw: st.DrawFn, name: str, calendar: tuple[date, ...]) -> Group:
    people = draw(st.lists(st.sampled_from(["p1", "p2", "p3", "p4", "p5"]), min_size=1, max_size=4, unique=True))
    members = tuple(
        Member(
            person,
            draw(st.sampled_from(SCHOOLS)),
            tuple(draw(st.sampled_from(ANSWERS)) for _ in range(5)),
            draw(st.frozensets(st.sampled_from(calendar), max_size=2)),
        )
        for person in people
    )
    shortest = draw(st.integers(0, 6))
    return Group(
        id=name,
        meetings=draw(st.integers(1, 3)),
        gap=Gap(shortest, shortest + draw(st.integers(1, 15))),
        quorum=draw(st.sampled_from([(0, 1), (1, 2), (2, 3)])),
        needs=draw(st.sampled_from([frozenset(), frozenset(), HAS[1]])),
        hosts=tuple(draw(st.permutations(SCHOOLS))[: draw(st.integers(1, 2))]),
        members=members,
    )


def cheapest(problem: SeriesProblem) -> tuple[int, int]:
    """The fewest unmet groups, and the tenths that the best plan with so few costs."""
    best = (len(problem.groups), 0)
    for chosen in product(*([None, *all_series(problem, group)] for group in problem.groups)):
        unmet = chosen.count(None)
        if unmet <= best[0]:
            stops = [
                (group, *stop) for group, series in zip(problem.groups, chosen, strict=True) for stop in series or ()
            ]
            if has_rooms(problem, stops):
                for cost in costs(problem, stops):
                    best = min(best, (unmet, cost))
    return best


def all_series(problem: SeriesProblem, group: Group) -> Iterator[tuple[tuple[date, str], ...]]:
    for days in combinations(problem.days, group.meetings):
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        if all(group.gap.min <= gap <= group.gap.max for gap in gaps):
            for hosts in product(group.hosts, repeat=group.meetings):
                many = len(group.hosts)
                rounds = [hosts[start : start + many] for start in range(0, len(hosts), many)]
                stops = tuple(zip(days, hosts, strict=True))
                alone = [(group, *stop) for stop in stops]
                keeps_turns = all(len(set(one)) == len(one) for one in rounds)
                has_quorum = all(len(able(group, day)) >= group.fewest for day in days)
                if keeps_turns and has_quorum and has_rooms(problem, alone):
                    yield stops


def able(group: Group, day: date) -> list[Member]:
    return [member for member in group.members if member.answer(day) != "no"]


def has_rooms(problem: SeriesProblem, stops) -> bool:
    for place in {(day, school) for _, day, school in stops}:
        here = [group for group, *where in stops if tuple(where) == place]
        free = [
            room for room in problem.rooms if room.school == place[1] and (room.id, place[0]) not in problem.bookings
        ]
        if not any(
            all(
                room.seats >= len(group.members) and group.needs <= room.has
                for room, group in zip(rooms, here, strict=True)
            )
            for rooms in permutations(free, len(here))
        ):
            return False
    return True


def costs(problem: SeriesProblem, stops) -> Iterator[int]:
    """What it costs, for each way in which people wanted twice on a day could decide, where quorums hold."""
    wanted: dict[tuple[str, date], list[str]] = {}
    for group, day, _ in stops:
        for member in able(group, day):
            wanted.setdefault((member.id, day), []).append(group.id)
    for chosen in product(*wanted.values()):
        there = dict(zip(wanted, chosen, strict=True))
        coming = {
            (group.id, day): [one for one in able(group, day) if there[one.id, day] == group.id]
            for group, day, _ in stops
        }
        if all(len(coming[group.id, day]) >= group.fewest for group, day, _ in stops):
            yield sum(
                cost_of(problem, group, [stop for stop in stops if stop[0] is group], coming)
                for group in problem.groups
            )


def cost_of(problem: SeriesProblem, group: Group, stops, coming) -> int:
    total = 0
    for member in group.members:
        missed = 0
        for _, day, school in stops:
            if member in coming[group.id, day]:
                total += 60 * (member.answer(day) == "if-need-be") + problem.minutes_between(member.school, school)
            else:
                missed += 1
        total += 200 * missed + 400 * max(0, missed - 1)
    return total
