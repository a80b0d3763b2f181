"""A plan as the page shows it. Everything is read at once: the same few queries for one group and for sixty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse

from collegium.forming import words
from collegium.forming.cards import NOWHERE, Card, Home, Member, told_apart
from collegium.forming.figures import Figures, Finding, figures, finding
from collegium.forming.gathering import everybody
from collegium.forming.models import Change, Formation, Placement, ProposedGroup
from collegium.kit import clock
from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment, Person
from collegium.planning.groups import GroupsPlan
from collegium.planning.groups.costs import cost_of_plan
from collegium.planning.groups.problem import Group


@dataclass
class Board:
    """A plan with its figures, its groups and those who are in none."""

    formation: Formation
    cards: list[Card] = field(default_factory=list)
    over: list[Member] = field(default_factory=list)

    @cached_property
    def themes(self) -> dict[str, str]:
        return {str(theme.pk): theme.title for theme in self._themes}

    @cached_property
    def slots(self) -> dict[str, str]:
        rows = self.formation.programme.slots.order_by("weekday", "starts_at")
        return {str(pk): words.weekly(day, at) for pk, day, at in rows.values_list("pk", "weekday", "starts_at")}

    @cached_property
    def _themes(self) -> list[Any]:
        return list(self.formation.programme.themes.order_by("order", "pk"))

    @cached_property
    def plan(self) -> GroupsPlan:
        groups = tuple(
            Group(row.key, str(row.theme_id), str(row.slot_id), str(row.leader_id or ""), members)
            for row in self._rows
            if (members := tuple(sorted(str(place["person_id"]) for place in self._places_in(row.pk))))
        )
        formation = self.formation
        return GroupsPlan(cost_of_plan(formation.task, groups), formation.bound, 0.0, formation.seed, groups)

    @cached_property
    def _rows(self) -> list[ProposedGroup]:
        return list(self.formation.groups.order_by("theme__order", "theme_id", "pk"))

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        rows = self.formation.placements.order_by(*by_surname("person__"), "pk").values(
            "pk", "person_id", "person__first_name", "person__last_name", "group_id", "rank", "why", "came_by",
            "moved_by_hand",
        )  # fmt: skip
        return [dict(row) for row in rows]

    @cached_property
    def _by_group(self) -> dict[int | None, list[dict[str, Any]]]:
        found: dict[int | None, list[dict[str, Any]]] = {}
        for place in self.places:
            found.setdefault(place["group_id"], []).append(place)
        return found

    def _places_in(self, group: int | None) -> list[dict[str, Any]]:
        return self._by_group.get(group, [])

    @cached_property
    def departments(self) -> dict[int, Home]:
        """Department and school of everybody in the plan."""
        rows = Appointment.objects.current().filter(school__in=self.formation.programme.schools.values("pk"))
        return {
            person: Home(department or "", *school)
            for person, department, *school in rows.order_by("-pk").values_list(
                "person_id", "department__name", "school_id", "school__name"
            )
        }

    def home_of(self, person: int) -> str:
        """The department; where the plan is for more schools than one, the school too."""
        home = self.departments.get(person, NOWHERE)
        return ", ".join(filter(None, (home.department, home.school_name if self._is_shared else "")))

    @cached_property
    def _is_shared(self) -> bool:
        return len({home.school for home in self.departments.values()}) > 1

    def school_of(self, member: Member) -> int:
        """The school somebody serves; of whoever has left meanwhile, the programme's own."""
        return self.departments.get(member.person, NOWHERE).school or self.formation.programme.school_id

    @cached_property
    def apart(self) -> dict[int, str]:
        """For everybody who shares a name with somebody else of the plan: their department, else their school."""
        called: dict[str, list[int]] = {}
        for place in self.places:
            called.setdefault(_name(place), []).append(place["person_id"])
        return {
            person: words
            for people in called.values() if len(people) > 1
            for person, words in told_apart({one: self.departments.get(one, NOWHERE) for one in people}).items()
        }  # fmt: skip

    @cached_property
    def figures(self) -> Figures:
        wished = [place for place in self.places if place["came_by"] == Placement.CameBy.WISH]
        return figures(
            self.formation.task,
            self.plan,
            [place["rank"] for place in wished],
            wished=len(wished),
            over=len(self._places_in(None)),
            by_hand=sum(place["moved_by_hand"] for place in self.places),
        )

    @property
    def placed(self) -> int:
        """How many who did not answer have a place all the same."""
        return sum(
            place["came_by"] == Placement.CameBy.UNANSWERED and place["group_id"] is not None
            for place in self.places
        )

    @cached_property
    def finding(self) -> Finding | None:
        task = self.formation.task
        reasons = [
            (place["why"][0]["code"], self.themes.get(task.person[str(place["person_id"])].wishes[0], ""))
            for place in self._places_in(None)
            if place["why"]
        ]
        return finding(reasons, self.formation.asked)


def board_of(formation: Formation) -> Board:
    """The whole plan, ready for its page."""
    board = Board(formation)
    numbered = _numbered(board)
    for row in board._rows:
        board.cards.append(_card(board, row, numbered[row.pk]))
    board.over = [_member(board, place, None) for place in board._places_in(None)]
    return board


def _numbered(board: Board) -> dict[int, str]:
    """Themes of more than one group get a number."""
    count: dict[int, int] = {}
    total: dict[int, int] = {}
    for row in board._rows:
        total[row.theme_id] = total.get(row.theme_id, 0) + 1
    names = {}
    for row in board._rows:
        count[row.theme_id] = count.get(row.theme_id, 0) + 1
        title = board.themes[str(row.theme_id)]
        names[row.pk] = f"{title} {count[row.theme_id]}" if total[row.theme_id] > 1 else title
    return names


def _card(board: Board, row: ProposedGroup, theme: str) -> Card:
    members = tuple(_member(board, place, row) for place in board._places_in(row.pk))
    about = next((one.about for one in board._themes if one.pk == row.theme_id), "")
    return Card(
        pk=row.pk,
        key=row.key,
        url=_address("group", row.pk),
        title=row.title,
        theme=theme,
        plain_theme=board.themes[str(row.theme_id)],
        theme_id=str(row.theme_id),
        about=about,
        time=board.slots[str(row.slot_id)],
        leader=next((member.name for member in members if member.leads), ""),
        schools=len({board.school_of(member) for member in members}),
        kept=row.kept,
        members=members,
        troubles=tuple(_troubles(board, row)),
    )


def _member(board: Board, place: dict[str, Any], row: ProposedGroup | None) -> Member:
    return Member(
        pk=place["pk"],
        person=place["person_id"],
        name=_name(place),
        department=board.home_of(place["person_id"]),
        rank=place["rank"],
        came_by=place["came_by"],
        by_hand=place["moved_by_hand"],
        leads=row is not None and row.leader_id == place["person_id"],
        is_placed=row is not None,
        url=_address("place", place["pk"]),
        codes=tuple(place["why"]),
        why=tuple(words.say(line, board.themes, board.slots) for line in place["why"]),
        apart=board.apart.get(place["person_id"], ""),
    )


def _name(place: Mapping[str, Any]) -> str:
    return f"{place['person__first_name']} {place['person__last_name']}".strip()


def _troubles(board: Board, row: ProposedGroup) -> list[str]:
    """Rules of the lead's own that a group breaks after changes by hand."""
    task, group = board.formation.task, board.plan.group.get(row.key)
    if group is None or row.key in task.locked:
        return []
    return words.troubles(
        len(group.members), task.size.min, task.size.max, is_led=bool(row.leader_id),
        absent=sum(group.slot not in task.person[member].free for member in group.members),
    )  # fmt: skip


def _address(name: str, pk: int) -> str:
    """Reversing an address three hundred times is most of a page's time."""
    return _PATTERNS.setdefault(name, reverse(f"forming:{name}", args=[0])).replace("/0/", f"/{pk}/")


_PATTERNS: dict[str, str] = {}


@dataclass(frozen=True)
class Outside:
    """Who of the staff is not in this plan at all, so that nobody is left out silently."""

    unanswered: list[Person]
    undecided: list[Person]
    alone: list[Person]
    new: list[Person]

    @property
    def total(self) -> int:
        return len(self.unanswered) + len(self.undecided) + len(self.alone) + len(self.new)


def outside(formation: Formation) -> Outside:
    programme = formation.programme
    people = list(
        everybody(programme)
        .exclude(pk__in=formation.placements.values("person"))
        .order_by(*by_surname(), "pk")
    )
    new = set(programme.new_staff().values_list("pk", flat=True))
    alone = dict(programme.answers.values_list("person_id", "alone"))
    # Collected once more, wishes are their authors' own again: of who answered since, nothing is said.
    hidden = alone if programme.is_collecting(clock.now()) else {}
    kinds: dict[str, list[Person]] = {"unanswered": [], "undecided": [], "alone": [], "new": []}
    for person in people:
        if person.pk in hidden:
            continue
        if person.pk not in alone:
            kinds["new" if person.pk in new else "unanswered"].append(person)
        else:
            kinds["alone" if alone[person.pk] else "undecided"].append(person)
    return Outside(**kinds)


def last_change(formation: Formation) -> Change | None:
    return formation.changes.filter(undone_at=None).select_related("person").order_by("-pk").first()

