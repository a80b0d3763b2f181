"""A teacher's way to the first thing they try: one sentence, one button, gone when it was said."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from collegium.enquiry.models import Trial
from collegium.groups.models import Group, GroupQuerySet
from collegium.meetings.models import Meeting, Promise
from collegium.people.models import Person
from collegium.programmes.guides import guide_to


@dataclass(frozen=True)
class FirstTry:
    """A group that has met, and what its way of working would have somebody try first."""

    group: Group
    words: str


def with_first_try(groups: GroupQuerySet, person: Person, at: datetime) -> GroupQuerySet:
    """Each with whether it has met, and whether this person has ever promised or told anything. No further query."""
    tried = Exists(Promise.objects.of(person)) | Exists(Trial.objects.filter(person=person))
    return groups.select_related("approach").annotate(has_met=has_met(at), has_tried=tried)


def has_met(at: datetime) -> Exists:
    """Whether the first meeting of a group has begun, or its time has come."""
    begun = Meeting.objects.confirmed().filter(cancelled_at=None, starts_at__lte=at)
    return Exists(begun.filter(group=OuterRef("pk")))


def first_try(group: Group, person: Person) -> FirstTry | None:
    """Nothing before the group has met, once something was promised or told, or when this was put aside."""
    if not group.has_met or group.has_tried or "first-try" in person.aside:  # type: ignore[attr-defined]
        return None
    guide = guide_to(group.approach.key)
    return FirstTry(group, guide.small) if guide else None
