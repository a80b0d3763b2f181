"""From what a school knows to what the planner is asked, and to the file of the contract. Ids are numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from collegium.forming.rules import Rules
from collegium.planning.groups import Group, GroupsProblem, Person, Size, Theme

FORMAT = "collegium/groups-problem/1"
MOST_WISHES = 5


@dataclass(frozen=True)
class Somebody:
    """One member of staff as far as forming groups is concerned."""

    id: int
    school: int
    department: int | None = None
    experience: int = 1
    manager: int | None = None
    is_new: bool = False
    answered: bool = False
    alone: bool = False
    wishes: tuple[int, ...] = ()
    cannot: frozenset[int] = frozenset()
    would_lead: bool = False

    @property
    def has_wishes(self) -> bool:
        return bool(self.wishes) and not self.alone


@dataclass(frozen=True)
class Offer:
    """What a programme offers: its themes, its times, and the pairs its lead keeps apart."""

    themes: tuple[Theme, ...]
    slots: tuple[str, ...]
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def induction(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.themes if theme.induction)


def how_they_came(somebody: Somebody, offer: Offer, rules: Rules) -> str:
    """``new``, ``wish`` or ``unanswered``; empty: not in this plan."""
    if somebody.is_new and offer.induction:
        return "new" if rules.place_new_staff else ""
    if somebody.has_wishes:
        return "wish"
    return "unanswered" if somebody.id in rules.place and not somebody.alone else ""


def problem_of(
    staff: Iterable[Somebody], offer: Offer, rules: Rules, kept: Iterable[Group] = ()
) -> GroupsProblem:
    """What the planner is asked: those who wished, those it may place, the rules, and the groups to keep."""
    staff = tuple(staff)
    coming = {somebody.id: how for somebody in staff if (how := how_they_came(somebody, offer, rules))}
    anything = wishes_of_nobody(staff, offer)
    kept = tuple(kept)
    return GroupsProblem(
        people=tuple(
            _person(somebody, coming, offer, anything, rules) for somebody in staff if somebody.id in coming
        ),
        themes=offer.themes,
        slots=offer.slots,
        size=Size(rules.smallest, rules.largest),
        apart=tuple((str(a), str(b)) for a, b in offer.apart if a in coming and b in coming),
        previous=kept,
        locked=frozenset(group.id for group in kept),
    )


def wishes_of_nobody(staff: Iterable[Somebody], offer: Offer) -> tuple[str, ...]:
    """The themes for people who did not answer: those that somebody wished for, the least wished for first.

    So nobody who stayed silent takes the place of somebody who wished, and no theme runs that nobody asked for.
    """
    wished = Counter(str(theme) for somebody in staff for theme in somebody.wishes)
    open_to_all = [theme.id for theme in offer.themes if not theme.induction and theme.max_groups != 0]
    ordered = sorted(open_to_all, key=lambda theme: (not wished[theme], wished[theme], int(theme)))
    return tuple(ordered[:MOST_WISHES])


def taken_in(problem: GroupsProblem, somebody: Somebody, wishes: tuple[str, ...]) -> Person:
    """Somebody put in by hand, who may be moved anywhere."""
    return Person(
        str(somebody.id), str(somebody.school), department_of(somebody), somebody.experience,
        wishes or tuple(theme.id for theme in problem.themes[:MOST_WISHES]),
        frozenset(problem.slots) - {str(slot) for slot in somebody.cannot}, somebody.would_lead,
        str(somebody.manager) if str(somebody.manager) in problem.person else None,
    )  # fmt: skip


def _person(
    somebody: Somebody, coming: Mapping[int, str], offer: Offer, anything: tuple[str, ...], rules: Rules
) -> Person:
    wishes = {
        "new": offer.induction,
        "wish": tuple(str(theme) for theme in somebody.wishes),
        "unanswered": anything,
    }[coming[somebody.id]]
    return Person(
        id=str(somebody.id),
        school=str(somebody.school),
        department=department_of(somebody),
        experience=somebody.experience,
        wishes=wishes[:MOST_WISHES],
        free=frozenset(offer.slots) - {str(slot) for slot in somebody.cannot},
        can_lead=somebody.would_lead or rules.anybody_leads,
        manager=str(somebody.manager) if somebody.manager in coming else None,
    )


def department_of(somebody: Somebody) -> str:
    """Those without a department are not colleagues of one: each is alone in theirs."""
    return f"alone-{somebody.id}" if somebody.department is None else str(somebody.department)


def without_traces(problem: GroupsProblem, seed: int) -> GroupsProblem:
    """The same problem with numbers drawn anew: whoever takes it away cannot look up whose number is whose."""
    people = _numbers((person.id for person in problem.people), seed)
    schools = _numbers((person.school for person in problem.people), seed)
    departments = _numbers((person.department for person in problem.people), seed)
    return replace(
        problem,
        people=tuple(
            sorted(
                (
                    replace(
                        person, id=people[person.id], school=schools[person.school],
                        department=departments[person.department],
                        manager=people.get(person.manager or ""),
                    )
                    for person in problem.people
                ),
                key=lambda person: int(person.id),
            )
        ),
        apart=tuple((people[a], people[b]) for a, b in problem.apart),
        together=tuple((people[a], people[b]) for a, b in problem.together),
        previous=tuple(
            replace(
                group, leader=people.get(group.leader, ""),
                members=tuple(people[member] for member in group.members if member in people),
            )
            for group in problem.previous
        ),
    )  # fmt: skip


def _numbers(ids: Iterable[str], seed: int) -> dict[str, str]:
    ordered = sorted(set(ids), key=lambda one: sha256(f"{seed} {one}".encode()).hexdigest())
    return {one: str(number) for number, one in enumerate(ordered, start=1)}


def as_file(problem: GroupsProblem) -> dict[str, Any]:
    """The file of the contract, which can be taken away: numbers, no names."""
    return {
        "format": FORMAT,
        "people": [
            {
                "id": person.id, "school": person.school, "department": person.department,
                "experience": person.experience, "wishes": list(person.wishes),
                "free": [slot for slot in problem.slots if slot in person.free],
                "can_lead": person.can_lead, "manager": person.manager,
            }
            for person in problem.people
        ],
        "themes": [
            {"id": theme.id, "max_groups": theme.max_groups, "induction": theme.induction}
            for theme in problem.themes
        ],
        "slots": list(problem.slots),
        "size": {"min": problem.size.min, "max": problem.size.max},
        "together": [list(pair) for pair in problem.together],
        "apart": [list(pair) for pair in problem.apart],
        "previous": {
            "groups": [group_as_file(group) for group in problem.previous], "locked": sorted(problem.locked)
        },
        "stay": problem.stay,
    }  # fmt: skip


def read(file: dict[str, Any]) -> GroupsProblem:
    """A problem that we wrote ourselves, back again."""
    return GroupsProblem(
        people=tuple(
            Person(**(entry | {"wishes": tuple(entry["wishes"]), "free": frozenset(entry["free"])}))
            for entry in file["people"]
        ),
        themes=tuple(Theme(**entry) for entry in file["themes"]),
        slots=tuple(file["slots"]),
        size=Size(**file["size"]),
        together=tuple((a, b) for a, b in file["together"]),
        apart=tuple((a, b) for a, b in file["apart"]),
        previous=tuple(group_of_file(entry) for entry in file["previous"]["groups"]),
        locked=frozenset(file["previous"]["locked"]),
        stay=file["stay"],
    )


def group_as_file(group: Group) -> dict[str, Any]:
    return {
        "id": group.id, "theme": group.theme, "slot": group.slot, "leader": group.leader,
        "members": list(group.members),
    }  # fmt: skip


def group_of_file(entry: Mapping[str, Any]) -> Group:
    return Group(entry["id"], entry["theme"], entry["slot"], entry["leader"], tuple(entry["members"]))
