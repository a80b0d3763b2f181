"""Holding a part of a meeting with a protocol: which there are, and its steps in the time that the part has."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import Truncator

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.meetings import agenda
from collegium.meetings.fitting import fit
from collegium.meetings.models import Item, Meeting, Sitting
from collegium.people.models import Person
from collegium.programmes.models import Protocol
from collegium.programmes.protocols import Course, courses

# What of a step an item takes over when it is held with a protocol; its own minutes and who brings it stay beside.
TAKEN = ("title", "minutes", "purpose", "protocol", "speakers", "silent", "hushed", "capture", "far", "serves",
         "in_turn", "questions_only")  # fmt: skip


def courses_for(group: Group) -> dict[str, Course]:
    """What may be chosen, by its sign on a form: the group's way of working first, then those for everybody."""
    own = list(Protocol.objects.filter(approach=group.approach_id).order_by("pk").prefetch_related("steps"))
    keys = {protocol.key for protocol in own}
    shared = {course.key: course for course in courses() if course.key not in keys}
    return {str(protocol.pk): protocol.course() for protocol in own} | shared


def add_course(
    meeting: Meeting, course: Course, *, minutes: int | None = None, presenter: Person | None = None, by: Person,
    at: datetime,
) -> None:  # fmt: skip
    """All the steps of a protocol at the end and in its order, in so many minutes; by itself as long as usual."""
    with transaction.atomic():
        agenda.adopt(meeting)
        place = agenda.last_place(meeting) + 1
        items = _items(meeting, course, minutes, course.title, place=place, owner=presenter, by=by)
        Item.objects.bulk_create(items)
        for item in items[:1]:
            record(by, "added", item, at=at)
        Sitting.objects.stir(meeting)


def hold(item: Item, course: Course, *, by: Person, at: datetime) -> None:
    """The item is held by these steps, in its own minutes and at its place; who brings it presents.

    The item becomes the first step: what was noted under it stays there. Held so already, nothing changes.
    """
    with transaction.atomic():
        item.meeting.locked()
        item.refresh_from_db()
        if item.withdrawn_at or item.purpose == Item.Purpose.PROTOCOL:
            return
        name = f"{course.title}: {item.title}"
        first, *rest = _items(
            item.meeting, course, item.minutes, name, place=item.place, owner=item.owner, by=item.added_by
        )
        Item.objects.filter(meeting=item.meeting_id, place__gt=item.place).update(place=F("place") + len(rest))
        Item.objects.filter(pk=item.pk).update(**{name: getattr(first, name) for name in TAKEN})
        Item.objects.bulk_create(rest)
        record(by, "changed", item, at=at)
        Sitting.objects.stir(item.meeting)
    item.refresh_from_db()


def _items(
    meeting: Meeting, course: Course, minutes: int | None, name: str, *, place: int, owner: Person | None,
    by: Person | None,
) -> list[Item]:  # fmt: skip
    usual, shortest = [step.minutes for step in course.steps], [step.shortest for step in course.steps]
    whole = fit(usual, shortest, max(sum(usual), sum(shortest)) if minutes is None else minutes)
    protocol = Truncator(name).chars(200)
    return [
        agenda.item_of(meeting, step, place=number, minutes=long, protocol=protocol, owner=owner, added_by=by)
        for number, (step, long) in enumerate(zip(course.steps, whole, strict=True), place)
    ]
