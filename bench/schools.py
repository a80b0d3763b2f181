"""Schools to plan groups for, drawn by chance: how free their staff are, what they wish for, what ties them."""

import random
from dataclasses import dataclass, replace

from collegium.planning.groups import Group, GroupsProblem, Person, Size, Theme

WEEK = [f"{day}-{time}" for day in ("mon", "tue", "wed", "thu", "fri") for time in ("0800", "1545")]
WILLING_TO_LEAD = 0.35


@dataclass(frozen=True)
class School:
    """What kind of staff to draw: how free they are, and how many groups a theme may have."""

    name: str
    free: tuple[float, float]
    caps: tuple[int | None, ...]
    slots: int = len(WEEK)


EASY = School("easy", (0.5, 0.9), (None,))
TWO_TIMES = School("two times given", (0.85, 1.0), (None,), slots=2)
HARD = School("hard", (0.2, 0.55), (1, 2))


def drawn(people: int, school: School, chance: random.Random) -> GroupsProblem:
    themes = tuple(
        Theme(f"t{number}", chance.choice(school.caps), induction=number == 0)
        for number in range(max(4, people // 7))
    )
    slots = tuple(WEEK[: school.slots])
    staff = tuple(person(number, people, themes, slots, school, chance) for number in range(people))
    return GroupsProblem(
        people=staff,
        themes=themes,
        slots=slots,
        size=Size(3, 8),
        together=friends(staff, people // 40, chance),
        apart=pairs(staff, people // 20, chance),
    )


def person(
    number: int,
    people: int,
    themes: tuple[Theme, ...],
    slots: tuple[str, ...],
    school: School,
    chance: random.Random,
) -> Person:
    """Some themes are wished for far more than others; a few people manage the rest."""
    favour = [1 / (place + 1) ** 0.5 for place in range(len(themes))]
    wishes: dict[str, None] = {}
    while len(wishes) < min(5, len(themes), 3 + number % 3):
        wishes[chance.choices(themes, favour)[0].id] = None
    share = chance.uniform(*school.free)
    manager = chance.randrange(max(1, people // 12))
    return Person(
        id=f"p{number}",
        school=chance.choice(["north", "south", "harbour"]),
        department=f"d{chance.randrange(max(4, people // 10))}",
        experience=chance.choice([0, 1, 1, 2]),
        wishes=tuple(wishes),
        free=frozenset(slot for slot in slots if chance.random() < share) or frozenset([chance.choice(slots)]),
        can_lead=chance.random() < WILLING_TO_LEAD,
        manager=f"p{manager}" if manager != number and chance.random() < 0.5 else None,
    )


def entangled(problem: GroupsProblem, chance: random.Random) -> GroupsProblem:
    """The same staff with everything that makes it difficult: groups of now, some locked, and more pairs."""
    mixed = chance.sample([one.id for one in problem.people], len(problem.people))
    previous = []
    for number in range(chance.randint(0, 4)):
        members, mixed = mixed[: chance.randint(2, 8)], mixed[8:]
        if members:
            theme, slot = chance.choice(problem.themes).id, chance.choice(problem.slots)
            previous.append(Group(f"g{number + 1}", theme, slot, members[0], (*members, f"gone{number}")))
    smallest = chance.randint(1, 4)
    return replace(
        problem,
        size=Size(smallest, chance.randint(smallest + 1, 9)),
        together=pairs(problem.people, chance.randint(0, 3), chance),
        apart=pairs(problem.people, chance.randint(0, 12), chance),
        previous=tuple(previous),
        locked=frozenset(group.id for group in previous if chance.random() < 0.3),
        stay=chance.choice([0, 5, 20, 500]),
    )


def friends(staff: tuple[Person, ...], count: int, chance: random.Random) -> tuple[tuple[str, str], ...]:
    """Pairs who want to be together, and so wish for something in common at a time that both can."""
    found: list[tuple[str, str]] = []
    while len(found) < count:
        one = chance.choice(staff)
        alike = [
            other
            for other in staff
            if other is not one and set(other.wishes) & set(one.wishes) and other.free & one.free
        ]
        if alike:
            found.append((one.id, chance.choice(alike).id))
    return tuple(found)


def pairs(staff: tuple[Person, ...], count: int, chance: random.Random) -> tuple[tuple[str, str], ...]:
    drawn_pairs = (chance.sample(staff, 2) for _ in range(count))
    return tuple((a.id, b.id) for a, b in drawn_pairs)


def network(people: int, clusters: int, chance: random.Random) -> GroupsProblem:
    """Many schools in clusters. Who is in one can be where it meets, and one in fifty where another meets too."""
    parts = [drawn(people // clusters, EASY, chance) for _ in range(clusters)]
    staff = []
    for number, part in enumerate(parts):
        for one in part.people:
            places = {number, chance.randrange(clusters)} if chance.random() < 0.02 else {number}
            staff.append(
                replace(
                    one,
                    id=f"c{number}-{one.id}",
                    school=f"c{number}-{one.school}",
                    manager=one.manager and f"c{number}-{one.manager}",
                    free=frozenset(f"c{place}-{slot}" for place in places for slot in one.free),
                )
            )
    themes = {theme.id: theme for part in parts for theme in part.themes}
    pairs_of = {
        kind: tuple(
            (f"c{number}-{a}", f"c{number}-{b}") for number, part in enumerate(parts) for a, b in getattr(part, kind)
        )
        for kind in ("together", "apart")
    }
    slots = tuple(f"c{number}-{slot}" for number in range(clusters) for slot in WEEK)
    return GroupsProblem(tuple(staff), tuple(themes.values()), slots, Size(3, 8), **pairs_of)
