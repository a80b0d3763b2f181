"""Small problems drawn by hypothesis, and the cheapest plan for each found by trying everything."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from hypothesis import strategies as st

from collegium.planning.groups import Group, GroupsProblem, Person, Size, Theme

THEMES = ("feedback", "oracy", "phonics")
SLOTS = ("tue", "thu")
LOST = 10**9


@st.composite
def problems(draw: st.DrawFn, most: int = 12) -> GroupsProblem:
    names = [f"p{number}" for number in range(draw(st.integers(1, most)))]
    people = tuple(draw(persons(name, names)) for name in names)
    themes = tuple(Theme(name, draw(st.sampled_from([None, None, 0, 1, 2])), draw(st.booleans())) for name in THEMES)
    smallest = draw(st.integers(1, 3))
    size = Size(smallest, draw(st.integers(max(2, smallest), 5)))
    pairs = st.lists(st.permutations(names).map(lambda mixed: (mixed[0], mixed[-1])), max_size=2)
    of_two = pairs if len(names) > 1 else st.just([])
    together, apart = tuple(draw(of_two)), tuple(draw(of_two))
    previous = draw(previous_groups(names))
    locked = draw(st.frozensets(st.sampled_from([group.id for group in previous]))) if previous else frozenset()
    stay = draw(st.sampled_from([0, 5, 20, 2000]))
    return GroupsProblem(people, themes, SLOTS, size, together, apart, previous, locked, stay)


@st.composite
def persons(draw: st.DrawFn, name: str, names: list[str]) -> Person:
    wishes = draw(st.lists(st.sampled_from(THEMES), min_size=1, unique=True))
    free = draw(st.frozensets(st.sampled_from(SLOTS), min_size=draw(st.sampled_from([0, 1, 1, 1]))))
    manager = draw(st.sampled_from([None, None, None, "elsewhere", *names]))
    return Person(
        id=name,
        school="north",
        department=draw(st.sampled_from(["english", "english", "maths"])),
        experience=draw(st.integers(0, 2)),
        wishes=tuple(wishes),
        free=free,
        can_lead=draw(st.booleans()),
        manager=None if manager == name else manager,
    )


@st.composite
def previous_groups(draw: st.DrawFn, names: list[str]) -> tuple[Group, ...]:
    mixed = draw(st.permutations([*names, "left"]))
    groups = []
    for number in range(draw(st.integers(0, 2))):
        members, mixed = mixed[: draw(st.integers(1, 4))], mixed[4:]
        if members:
            theme, slot = draw(st.sampled_from(THEMES)), draw(st.sampled_from(SLOTS))
            groups.append(Group(f"g{number + 1}", theme, slot, members[0], tuple(members)))
    return tuple(groups)


def cheapest(problem: GroupsProblem) -> int | None:
    """The cost of the best plan, by trying every way there is; None where no plan keeps the rules.

    People are sets of bits. First the price of every possible group, then the cheapest way to make up
    everybody out of groups: always taking a group with the first person who is still waiting.
    """
    return Everything(problem).cheapest()


class Everything:
    def __init__(self, problem: GroupsProblem) -> None:
        self.problem = problem
        self.people = problem.people
        self.place = {person.id: number for number, person in enumerate(self.people)}
        self.caps = {
            theme.id: len(self.people) if theme.max_groups is None else theme.max_groups for theme in problem.themes
        }
        self.foes = [self.bits(pair) for pair in problem.apart]
        self.foes += [
            self.bits((person.id, person.manager)) for person in self.people if person.manager in self.place
        ]
        self.friends = [self.bits(pair) for pair in problem.together]
        self.former = {group.id: self.bits(group.members) for group in problem.previous}
        self.locks = {
            group.id: group for group in problem.previous if group.id in problem.locked and self.former[group.id]
        }

    def bits(self, names) -> int:
        return sum(1 << self.place[name] for name in set(names) if name in self.place)

    def cheapest(self) -> int | None:
        """Locked groups first, with every choice of newcomers; then the others out of whoever is left."""
        everybody = (1 << len(self.people)) - 1
        best = self.with_locks(tuple(self.locks), everybody, tuple(self.caps.items()), ())
        return None if best >= LOST else best

    def with_locks(self, locks, waiting: int, caps, used) -> int:
        if not locks:
            return self.rest(waiting, caps, frozenset(self.former) - set(self.locks))
        group, *others = (self.locks[locks[0]], *locks[1:])
        fixed = self.former[group.id]
        left = dict(caps)
        if fixed & ~waiting or left[group.theme] == 0:
            return LOST
        left[group.theme] -= 1
        best = LOST
        for joining in subsets(waiting & ~self.all_locked()):
            cost = self.locked_cost(group, fixed, joining)
            if cost is not None:
                cost += self.with_locks(tuple(others), waiting & ~fixed & ~joining, tuple(left.items()), ())
                best = min(best, cost)
        return best

    def all_locked(self) -> int:
        return self.bits([name for group in self.locks.values() for name in group.members])

    def locked_cost(self, group: Group, fixed: int, joining: int) -> int | None:
        together = fixed | joining
        newcomers = self.members(joining)
        if joining and together.bit_count() > self.problem.size.max:
            return None
        if any(group.theme not in who.wishes or group.slot not in who.free for who in newcomers):
            return None
        if any(foe & together == foe and foe & joining for foe in self.foes if foe.bit_count() == 2):
            return None
        if not self.holds(together):
            return None
        return self.mix_cost(group.theme, together) + self.moved(together, group.id)

    def holds(self, together: int) -> bool:
        """Whether somebody can lead, and nobody is torn from a partner."""
        led = any(who.can_lead for who in self.members(together))
        return led and all(friend & together in (0, friend) for friend in self.friends)

    def members(self, bits: int) -> list[Person]:
        return [person for number, person in enumerate(self.people) if bits >> number & 1]

    @cache  # noqa: B019 - lives as long as one small problem
    def mix_cost(self, theme: str, bits: int) -> int:
        people = self.members(bits)
        departments = [who.department for who in people]
        crowded = sum(max(0, departments.count(name) - 2) for name in set(departments))
        is_induction = next(one.induction for one in self.problem.themes if one.id == theme)
        lacking = not is_induction and all(who.experience < 2 for who in people)
        wishes = sum((0, 10, 30, 60, 100)[who.wishes.index(theme)] for who in people if theme in who.wishes)
        return wishes + 4 * crowded + 6 * lacking

    def moved(self, bits: int, label: str | None) -> int:
        return self.problem.stay * sum(
            (former & bits).bit_count() for name, former in self.former.items() if name != label
        )

    @cache  # noqa: B019 - lives as long as one small problem
    def themes_of(self, bits: int) -> tuple[tuple[str, int], ...]:
        """The themes that these people could be a new group of, and what each would cost."""
        people = self.members(bits)
        size = self.problem.size
        fits = size.min <= len(people) <= size.max
        if not fits or not self.holds(bits):
            return ()
        if any(foe & bits == foe for foe in self.foes if foe.bit_count() == 2):
            return ()
        if not frozenset.intersection(*(who.free for who in people)):
            return ()
        shared = [theme for theme in THEMES if all(theme in who.wishes for who in people)]
        return tuple((theme, self.mix_cost(theme, bits)) for theme in shared)

    @cache  # noqa: B019 - lives as long as one small problem
    def rest(self, waiting: int, caps, labels: frozenset[str]) -> int:
        if not waiting:
            return 0
        first = waiting & -waiting
        best = 1000 + self.moved(first, None) + self.rest(waiting & ~first, caps, labels)
        if any(friend & first for friend in self.friends):
            # Whoever is left over takes their partners along; try the whole party at once.
            party = self.party(first)
            torn = party & ~waiting
            alone = 1000 * party.bit_count() + self.moved(party, None) + self.rest(waiting & ~party, caps, labels)
            best = LOST if torn else alone
        for others in self.companies(waiting & ~first):
            bits = first | others
            for theme, cost in self.themes_of(bits):
                best = min(best, cost + self.with_label(bits, theme, waiting, caps, labels))
        return best

    def with_label(self, bits: int, theme: str, waiting: int, caps, labels: frozenset[str]) -> int:
        left = dict(caps)
        if left[theme] == 0:
            return LOST
        left[theme] -= 1
        after, then = waiting & ~bits, tuple(left.items())
        useful = [label for label in labels if self.former[label] & bits]
        choices = [self.moved(bits, label) + self.rest(after, then, labels - {label}) for label in useful]
        return min([self.moved(bits, None) + self.rest(after, then, labels), *choices])

    def party(self, bits: int) -> int:
        for _ in self.friends:
            for friend in self.friends:
                if friend & bits:
                    bits |= friend
        return bits

    def companies(self, bits: int) -> Iterator[int]:
        singles = [1 << number for number in range(len(self.people)) if bits >> number & 1]
        for count in range(self.problem.size.max):
            for chosen in combinations(singles, count):
                yield sum(chosen)


def subsets(bits: int) -> Iterator[int]:
    part = bits
    while True:
        yield part
        if not part:
            return
        part = (part - 1) & bits
