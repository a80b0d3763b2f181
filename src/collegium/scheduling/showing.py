"""What of finding a time waits for one person: for the desk, which composes Today and a group's home."""

from datetime import datetime

from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.people.models import Person
from collegium.scheduling.models import Choosing, Poll
from collegium.scheduling.models.poll import PollQuerySet
from collegium.scheduling.models.year import ChoosingQuerySet


def polls_for(person: Person, at: datetime, group: Group | None = None) -> list[Poll]:
    """The polls that this person has not answered, the one that closes first on top."""
    return _polls(person, at, group)


@written_once
def _polls(person: Person, at: datetime, group: Group | None) -> PollQuerySet:
    found = Poll.objects.waiting_for(person, at).select_related("group").order_by("closes_on", "pk")
    return found.filter(group=group) if group else found


def choosing_of(group: Group, person: Person) -> Choosing | None:
    """Years that lie before the group."""
    return next(iter(_choosings(group, person)), None)


@written_once
def _choosings(group: Group, person: Person) -> ChoosingQuerySet:
    return Choosing.objects.visible_to(person).open().filter(group=group, unmet__isnull=True).order_by("pk")[:1]
