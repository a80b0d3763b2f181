"""At most two letters a person a week: people who are written to more often stop reading.

A week is Monday to Sunday. What calendars read is not counted, nor what somebody has just asked for themselves. A
third letter waits until Monday, and is then asked once more whether it is still wanted; what is only a reminder is
not even written unless there is room to spare.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from collegium.mail import kinds
from collegium.mail.models import Letter, LetterQuerySet
from collegium.people.models import Person

MOST_A_WEEK = 2
MORNING = time(7, 0)
WEEK = timedelta(days=7)


def is_counted(letter: Letter) -> bool:
    return letter.person_id is not None and not letter.method and kinds.find(letter.kind).counted


def has_had_enough(letter: Letter, at: datetime) -> bool:
    """The person has had two this week, and this would be one more."""
    if not is_counted(letter):
        return False
    return _counted(letter.person_id).filter(_handed_since(_monday(at))).count() >= MOST_A_WEEK


def hand(letter: Letter, at: datetime) -> bool:
    """From here on the letter may have left. False: another worker has it, or it waits until Monday.

    Counted while the person's row is held: two workers with a letter each are not two more.
    """
    with transaction.atomic():
        list(Person.objects.select_for_update(no_key=True).filter(pk=letter.person_id))
        if has_had_enough(letter, at):
            letter.wait(next_week(at))
            return False
        return letter.hand(at=at)


def has_room(person: Person, at: datetime, *, leave: int = 0) -> bool:
    """Whether one more may be written this week. ``leave``: how many are kept for what matters more."""
    monday = _monday(at)
    this_week = _handed_since(monday) | Q(handed_at=None, written_at__gte=monday)
    return _counted(person.pk).filter(this_week).count() < MOST_A_WEEK - leave


def next_week(at: datetime) -> datetime:
    """Monday morning, when the next letters may go."""
    return timezone.make_aware(datetime.combine((timezone.localtime(_monday(at)) + WEEK).date(), MORNING))


def week_ends(at: datetime) -> datetime:
    return timezone.make_aware(datetime.combine((timezone.localtime(_monday(at)) + WEEK).date(), time()))


def _monday(at: datetime) -> datetime:
    day = timezone.localdate(at)
    return timezone.make_aware(datetime.combine(day - timedelta(days=day.weekday()), time()))


def _handed_since(monday: datetime) -> Q:
    return Q(handed_at__gte=monday)


def _counted(person: int | None) -> LetterQuerySet:
    return Letter.objects.filter(person=person, method="", dropped_at=None, kind__in=kinds.counted())
