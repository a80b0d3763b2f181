"""The two files of group forming: the problem that comes in and the plan that goes out."""

import json
from collections.abc import Collection

from collegium.kit.strictly import Entry, read_format, unique
from collegium.planning.groups.plan import GroupsPlan
from collegium.planning.groups.problem import USUAL_STAY, Group, GroupsProblem, Person, Size, Theme
from collegium.planning.groups.words import say, say_reason

PROBLEM = "collegium/groups-problem/1"
PLAN = "collegium/groups-plan/1"

# Beyond this a number means nothing in a school, and the solver could not count on.
MOST = 1_000_000


def read_problem(path: str) -> GroupsProblem:
    """The problem in this file. Raises Unreadable where it is not as the contract says."""
    required = ("format", "people", "themes", "slots", "size", "together", "apart")
    whole = read_format(path, PROBLEM).keys(required, ("previous", "stay"))
    themes = tuple(_theme(entry) for entry in _with_unique_ids(whole["themes"]))
    slots = unique(whole["slots"].items())
    declared = {theme.id for theme in themes}
    people = tuple(_person(entry, declared, slots) for entry in _with_unique_ids(whole["people"]))
    names = {person.id for person in people}
    previous, locked = _previous(whole["previous"], declared, slots) if "previous" in whole else ((), ())
    return GroupsProblem(
        people=people,
        themes=themes,
        slots=slots,
        size=_size(whole["size"]),
        together=tuple(_pair(entry, names) for entry in whole["together"].items()),
        apart=tuple(_pair(entry, names) for entry in whole["apart"].items()),
        previous=previous,
        locked=frozenset(locked),
        stay=whole["stay"].whole(0, MOST) if "stay" in whole else USUAL_STAY,
    )


def plan_as_json(plan: GroupsPlan) -> str:
    """The plan as the contract's file, with its reasons in English."""
    written = {
        "format": PLAN,
        "cost": plan.cost,
        "bound": plan.bound,
        "seconds": plan.seconds,
        "seed": plan.seed,
        "groups": [
            {"id": one.id, "theme": one.theme, "slot": one.slot, "leader": one.leader, "members": one.members}
            for one in plan.groups
        ],
        "unplaced": [{"id": left.person, "reason": say_reason(left.reason)} for left in plan.unplaced],
        "why": {person: [say(line) for line in lines] for person, lines in plan.why.items()},
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _with_unique_ids(entry: Entry) -> list[Entry]:
    """The entries of a list, no two with the same id. What else is wrong with one is found when it is read."""
    entries = entry.items()
    unique(one.at("id", one.value["id"]) for one in entries if isinstance(one.value, dict) and "id" in one.value)
    return entries


def _theme(entry: Entry) -> Theme:
    keys = entry.keys(("id", "max_groups", "induction"))
    most = None if keys["max_groups"].value is None else keys["max_groups"].whole(0, MOST)
    return Theme(keys["id"].text(), most, keys["induction"].flag())


def _person(entry: Entry, themes: Collection[str], slots: Collection[str]) -> Person:
    keys = entry.keys(("id", "school", "department", "experience", "wishes", "free", "can_lead", "manager"))
    name = keys["id"].text()
    manager = None if keys["manager"].value is None else keys["manager"].text()
    if manager == name:
        raise keys["manager"].refuse("another person's id or null")
    return Person(
        id=name,
        school=keys["school"].text(),
        department=keys["department"].text(),
        experience=keys["experience"].whole(0, 2),
        wishes=_declared(keys["wishes"].items(1, 5), themes, "a theme"),
        free=frozenset(_declared(keys["free"].items(), slots, "a slot")),
        can_lead=keys["can_lead"].flag(),
        manager=manager,
    )


def _size(entry: Entry) -> Size:
    keys = entry.keys(("min", "max"))
    smallest = keys["min"].whole(1)
    return Size(smallest, keys["max"].whole(smallest, MOST))


def _pair(entry: Entry, people: Collection[str]) -> tuple[str, str]:
    a, b = _declared(entry.items(2, 2), people, "a person")
    return a, b


def _previous(
    entry: Entry, themes: Collection[str], slots: Collection[str]
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    keys = entry.keys(("groups", "locked"))
    groups = tuple(_group(one, themes, slots) for one in _with_unique_ids(keys["groups"]))
    return groups, _declared(keys["locked"].items(), {group.id for group in groups}, "a previous group")


def _group(entry: Entry, themes: Collection[str], slots: Collection[str]) -> Group:
    """A group of now. Its people may have left the school, so their ids need not be declared."""
    keys = entry.keys(("id", "theme", "slot", "leader", "members"))
    return Group(
        id=keys["id"].text(),
        theme=keys["theme"].one_of(themes, "a theme"),
        slot=keys["slot"].one_of(slots, "a slot"),
        leader=keys["leader"].text(),
        members=unique(keys["members"].items()),
    )


def _declared(entries: list[Entry], known: Collection[str], what: str) -> tuple[str, ...]:
    for entry in entries:
        entry.one_of(known, what)
    return unique(entries)
