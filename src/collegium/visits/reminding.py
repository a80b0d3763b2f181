"""A word on the last working day before a visit, once."""

from datetime import datetime, time, timedelta

from django.db import transaction

from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.schooldays import days_open
from collegium.visits import letters
from collegium.visits.models import Reminded, Visit

MORNING = time(8, 0)
# The summer is not bridged.
FURTHEST = timedelta(days=5)


def remind_everybody(*, at: datetime) -> None:
    """Both of the two, of agreed visits whose day before has begun. Doing it again reminds nobody twice."""
    soon = Visit.objects.agreed().filter(starts_at__gt=at, starts_at__lt=at + FURTHEST)
    for visit in soon.select_related("school", "visitor", "visited", "period").order_by("starts_at", "pk"):
        if at >= day_before(visit):
            remind(visit, at=at)


def remind(visit: Visit, *, at: datetime) -> None:
    on = visit.local_start.date()
    with transaction.atomic():
        Visit.objects.select_for_update().get(pk=visit.pk)
        done = set(Reminded.objects.filter(visit=visit, on=on).values_list("person", flat=True))
        for person in (visit.visitor, visit.visited):
            if person.pk not in done and has_room_besides_minutes(person, at):
                Reminded.objects.create(visit=visit, person=person, on=on, at=at)
                letters.remind(visit, person, at=at)


def day_before(visit: Visit) -> datetime:
    """Eight o'clock on the last day before the visit on which the school is open."""
    day = visit.local_start.date()
    days = days_open(visit.school, day - FURTHEST, day - timedelta(days=1)) or [day - timedelta(days=1)]
    return datetime.combine(days[-1], MORNING, tzinfo=visit.zone)
