"""What the groups of a programme have said of next year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from collegium.groups.models import Group, GroupQuerySet
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.years.models.closing import year_after

# From so long before its end on a group is asked what becomes of it.
BEFORE_THE_END = timedelta(days=75)


def not_said(programme: Programme) -> GroupQuerySet:
    return programme.groups.going().filter(outlook=None)


def last_day(programme: Programme) -> date:
    return programme.ends_on or year_after(programme) - timedelta(days=1)


def is_near_its_end(programme: Programme, today: date) -> bool:
    return today >= last_day(programme) - BEFORE_THE_END


@dataclass
class Outlooks:
    """The groups whose cards the lead sees, by what they said; of the others, how many there are."""

    going_on: list[Group] = field(default_factory=list)
    ending: list[Group] = field(default_factory=list)
    silent: list[Group] = field(default_factory=list)
    unlisted: int = 0

    @property
    def groups(self) -> int:
        return len(self.going_on) + len(self.ending) + len(self.silent) + self.unlisted


def outlooks_of(programme: Programme, person: Person) -> Outlooks:
    going = programme.groups.going()
    known = Group.objects.visible_to(person).filter(pk__in=going.values("pk")).select_related("outlook")
    found = Outlooks()
    for group in known.order_by("title", "pk"):
        said = getattr(group, "outlook", None)
        place = found.silent if said is None else found.going_on if said.goes_on else found.ending
        place.append(group)
    found.unlisted = going.count() - found.groups
    return found


def with_outlook(groups: GroupQuerySet, person: Person) -> GroupQuerySet:
    """The same groups with what ``to_say`` looks at."""
    mine = Group.objects.looked_after_by(person).filter(pk=OuterRef("pk"))
    return groups.select_related("outlook", "programme__closing").annotate(is_mine_to_say=Exists(mine))


def to_say(groups: Iterable[Group], today: date) -> list[Group]:
    """Of one's groups ``with_outlook`` those one looks after, whose programme's year ends soon, and that have not
    said."""
    return [group for group in groups if group.is_mine_to_say and _is_asked(group, today)]  # type: ignore[attr-defined]


def _is_asked(group: Group, today: date) -> bool:
    programme = group.programme
    if programme is None or hasattr(programme, "closing") or hasattr(group, "outlook"):
        return False
    return programme.year_starts_on <= today and is_near_its_end(programme, today)
