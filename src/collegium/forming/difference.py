"""What an adjustment changes, in words: who comes where, who moves, who leaves, and what is left to decide."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from collegium.forming import changed as board
from collegium.forming import words
from collegium.forming.changed import ChangedGroup, Mark, Seat, Seating, seatings
from collegium.forming.models import Adjustment
from collegium.groups.models import Group, Membership
from collegium.kit import clock
from collegium.people.models import Appointment, Person
from collegium.planning.groups import Change
from collegium.planning.groups import Group as Planned


@dataclass(frozen=True)
class Step:
    """One person's place before and after, in the lead's words."""

    name: str
    before: str
    after: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that would change."""

    leaving: tuple[str, ...]
    coming: tuple[Step, ...]
    moving: tuple[Step, ...]
    without: tuple[Step, ...]
    gone: tuple[str, ...]
    small: tuple[str, ...]
    unled: tuple[str, ...]
    clashes: tuple[str, ...]
    groups: tuple[ChangedGroup, ...] = ()
    unchanged: tuple[str, ...] = ()

    @property
    def all_groups(self) -> int:
        """Of before; one that is to be begun is not among them."""
        return len(self.unchanged) + sum(not group.is_new for group in self.groups)

    @property
    def kept(self) -> str:
        return _("%(kept)d of %(all)d") % {"kept": len(self.unchanged), "all": self.all_groups}

    @property
    def is_nothing(self) -> bool:
        return not (self.leaving or self.coming or self.moving)


def difference(adjustment: Adjustment, *, at: datetime) -> Difference:
    return Telling(adjustment, at).whole()


class Telling:
    """The names that the planner's numbers stand for."""

    def __init__(self, adjustment: Adjustment, at: datetime) -> None:
        self.adjustment = adjustment
        self.task, self.plan = adjustment.task, adjustment.plan
        programme = adjustment.programme
        self.new = {str(pk) for pk in adjustment.newcomers}
        self.gone = {str(pk) for pk in adjustment.leavers}
        people = {int(person.id) for person in self.task.people} | set(adjustment.leavers)
        self.names = {str(pk): person.name for pk, person in Person.objects.in_bulk(people).items()}
        self.themes = {str(pk): title for pk, title in programme.themes.values_list("pk", "title")}
        times = programme.slots.values_list("pk", "weekday", "starts_at")
        self.slots = {str(pk): words.weekly(day, starts_at) for pk, day, starts_at in times}
        self.answered = set(programme.answers.filter(wishes__isnull=False).values_list("person", flat=True))
        self.leaving = _homes_of(adjustment)
        # What is begun by carrying this out is no group of before.
        standing = Q(pk__in=programme.groups.going().filter(started_at__lt=adjustment.at).values("pk"))
        groups = {int(group.id) for group in self.task.previous} | {int(key) for key in self.leaving.values()}
        rows = Group.objects.filter(standing | Q(pk__in=groups)).values_list("pk", "title")
        self.titles = {str(pk): title for pk, title in rows}
        places = Appointment.objects.filter(person__in=people, school__in=programme.schools.values("pk"))
        departments = places.order_by("-pk").values_list("person", "department__name")
        self.departments = {str(person): name or "" for person, name in departments}

    def whole(self) -> Difference:
        adjustment = self.adjustment
        changed = () if adjustment.failure else adjustment.changes
        small = () if adjustment.failure else self._small()
        unled = [one.id for one in self.task.previous if not one.leader and one.id in self.after]
        moving = self._steps(one for one in changed if one.person not in self.new and one.after)
        coming = self._steps(one for one in changed if one.person in self.new and one.after)
        return Difference(
            leaving=tuple(sorted(self.names[key] for key in self.gone if key in self.names)),
            coming=coming,
            moving=moving,
            without=self._steps(one for one in changed if not one.after),
            gone=() if adjustment.failure else tuple(self.titles[key] for key in adjustment.gone),
            small=tuple(self.titles[key] for key in small),
            unled=tuple(self.titles[key] for key in unled),
            clashes=tuple(words.say_clash(clash, self.titles) for clash in adjustment.failure),
            groups=tuple(self._changed_group(key, seating) for key, seating in self.seatings.items()),
            unchanged=tuple(sorted(title for key, title in self.titles.items() if key not in self.seatings)),
        )

    @cached_property
    def before(self) -> dict[str, Planned]:
        return {group.id: group for group in self.task.previous}

    @cached_property
    def after(self) -> dict[str, Planned]:
        return {} if self.adjustment.failure else self.plan.group

    def _small(self) -> list[str]:
        fewest = self.task.size.min
        return [one.id for one in self.after.values() if len(one.members) < fewest and one.id in self.titles]

    @cached_property
    def seatings(self) -> dict[str, Seating]:
        """Whoever leaves is not in the planner's groups of before any more, but on the page they still are."""
        if self.adjustment.failure:
            return {}
        before = {group.id: set(group.members) for group in self.task.previous}
        for person, group in self.leaving.items():
            before.setdefault(group, set()).add(person)
        now = {key: frozenset(people) for key, people in before.items()}
        return seatings(now, {key: frozenset(group.members) for key, group in self.after.items()})

    def _changed_group(self, key: str, seating: Seating) -> ChangedGroup:
        group = self.after.get(key) or self.before.get(key)
        time = self.slots.get(group.slot, "") if group else ""
        title = self.titles.get(key) or self.themes[self.after[key].theme]
        seats = [self._seat(person, mark) for person, mark in seating.marks(self.new, self.gone)]
        return ChangedGroup(title, time, key not in self.titles, tuple(sorted(seats, key=_turn)))

    def _seat(self, person: str, mark: Mark | None) -> Seat:
        why = self._why(person) if mark in (board.COMES, board.MOVES_HERE) else ()
        return Seat(self.names.get(person, ""), self.departments.get(person, ""), mark, why)

    def _steps(self, changes: object) -> tuple[Step, ...]:
        steps = [self._step(one) for one in changes]  # type: ignore[attr-defined]
        return tuple(sorted(steps, key=lambda step: step.name.casefold()))

    def _step(self, change: Change) -> Step:
        return Step(
            self.names.get(change.person, ""),
            self.titles.get(change.before or "", ""),
            self._group(change.after) if change.after else "",
            self._why(change.person),
        )

    def _why(self, person: str) -> tuple[str, ...]:
        """Whoever gave no wishes reads of none."""
        told = self.plan.why.get(person, ())
        over = {left.person: left.reason for left in self.plan.unplaced}
        if int(person) not in self.answered:
            return () if person in over else (str(words.ABOUT_A_PLACE["placed"]),)
        lines = [over[person], *told[-1:]] if person in over else told
        return tuple(words.say(vars(line), self.themes, self.slots) for line in lines)

    def _group(self, key: str) -> str:
        group = self.plan.group[key]
        time = self.slots.get(group.slot, "")
        if key in self.titles:
            return f"{self.titles[key]}, {time}" if time else self.titles[key]
        return _("a new group: %(theme)s, %(time)s") % {"theme": self.themes[group.theme], "time": time}


def _homes_of(adjustment: Adjustment) -> dict[str, str]:
    """The group that each leaver was in when it was asked, carried out or not."""
    day = clock.day_of(adjustment.at)
    there = Membership.objects.filter(group__programme=adjustment.programme_id, person__in=adjustment.leavers)
    there = there.filter(Q(left_on=None) | Q(left_on__gte=day)).order_by("-pk")
    return {str(person): str(group) for person, group in there.values_list("person", "group")}


def _turn(seat: Seat) -> tuple[int, str]:
    """Whoever comes first, then who stays, whoever goes last."""
    turns = (board.COMES, board.MOVES_HERE, None, board.MOVES_AWAY, board.LEAVES)
    return turns.index(seat.mark), seat.name.casefold()
