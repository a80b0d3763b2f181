"""What an adjustment changes, in words: who comes where, who moves, who leaves, and what is left to decide."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from collegium.forming import words
from collegium.forming.models import Adjustment
from collegium.groups.models import Group
from collegium.people.models import Person
from collegium.planning.groups import Change


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
        people = {int(person.id) for person in self.task.people} | set(adjustment.leavers)
        self.names = {str(pk): person.name for pk, person in Person.objects.in_bulk(people).items()}
        self.themes = {str(pk): title for pk, title in programme.themes.values_list("pk", "title")}
        times = programme.slots.values_list("pk", "weekday", "starts_at")
        self.slots = {str(pk): words.weekly(day, starts_at) for pk, day, starts_at in times}
        self.answered = set(programme.answers.filter(wishes__isnull=False).values_list("person", flat=True))
        groups = [int(group.id) for group in self.task.previous]
        self.titles = {str(pk): title for pk, title in Group.objects.filter(pk__in=groups).values_list("pk", "title")}

    def whole(self) -> Difference:
        adjustment = self.adjustment
        changed = () if adjustment.failure else adjustment.changes
        new = {str(pk) for pk in adjustment.newcomers}
        after = {} if adjustment.failure else self.plan.group
        small = [one.id for one in after.values() if len(one.members) < self.task.size.min and one.id in self.titles]
        unled = [one.id for one in self.task.previous if not one.leader and one.id in after]
        return Difference(
            leaving=tuple(sorted(self.names[str(pk)] for pk in adjustment.leavers if str(pk) in self.names)),
            coming=self._steps(one for one in changed if one.person in new and one.after),
            moving=self._steps(one for one in changed if one.person not in new and one.after),
            without=self._steps(one for one in changed if not one.after),
            gone=() if adjustment.failure else tuple(self.titles[key] for key in adjustment.gone),
            small=tuple(self.titles[key] for key in small),
            unled=tuple(self.titles[key] for key in unled),
            clashes=tuple(words.say_clash(clash, self.titles) for clash in adjustment.failure),
        )

    def _steps(self, changes: object) -> tuple[Step, ...]:
        steps = [self._step(one) for one in changes]  # type: ignore[attr-defined]
        return tuple(sorted(steps, key=lambda step: step.name.casefold()))

    def _step(self, change: Change) -> Step:
        told = self.plan.why.get(change.person, ())
        over = {left.person: left.reason for left in self.plan.unplaced}
        lines = list(told) if change.after else [over[change.person], *told[-1:]]
        return Step(
            self.names.get(change.person, ""),
            self.titles.get(change.before or "", ""),
            self._group(change.after) if change.after else "",
            tuple(words.say(vars(line), self.themes, self.slots) for line in lines)
            if int(change.person) in self.answered else self._chosen(change),
        )  # fmt: skip

    def _chosen(self, change: Change) -> tuple[str, ...]:
        """Whoever gave no wishes reads of none."""
        return (str(words.ABOUT_A_PLACE["placed"]),) if change.after else ()

    def _group(self, key: str) -> str:
        group = self.plan.group[key]
        time = self.slots.get(group.slot, "")
        if key in self.titles:
            return f"{self.titles[key]}, {time}" if time else self.titles[key]
        return _("a new group: %(theme)s, %(time)s") % {"theme": self.themes[group.theme], "time": time}
