"""A word on the working day before a meeting, once."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from collegium.kit import clock
from collegium.mail.budget import has_room, week_ends
from collegium.mail.models import Letter
from collegium.meetings import letters
from collegium.meetings.models import Meeting, Reminded
from collegium.meetings.organising import NOBODY, rota_of
from collegium.meetings.proposing import at_the_wall
from collegium.people.models import Person
from collegium.people.schooldays import days_open

MORNING = time(8, 0)
# Longer than any stretch of days between a meeting and the working day before it: the summer is not bridged.
FURTHEST = timedelta(days=5)


def remind_everybody(*, at: datetime) -> None:
    """Remind those who come to a meeting whose day before has begun. Doing it again reminds nobody twice."""
    soon = Meeting.objects.upcoming(at).confirmed().filter(starts_at__gt=at, starts_at__lt=at + FURTHEST)
    for meeting in soon.select_related("group", "host").order_by("starts_at"):
        if at >= day_before(meeting):
            remind(meeting, at=at)


def remind(meeting: Meeting, *, at: datetime) -> None:
    """Remind whoever belongs, has not been reminded of this day, and has room for one more letter: calendars remind
    too."""
    meets_on = meeting.local_start.date()
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        done = set(Reminded.objects.filter(meeting=meeting, meets_on=meets_on).values_list("person", flat=True))
        left = [
            person for person in meeting.who_is_expected()
            if person.pk not in done and has_room_besides_minutes(person, at)
        ]  # fmt: skip
        rota = rota_of(meeting.group) if left else NOBODY
        for person in left:
            reminded = Reminded.objects.create(meeting=meeting, person=person, meets_on=meets_on, at=at)
            yours = [duty.role for duty in rota.of(person, meeting)]
            letters.remind(meeting, reminded, at=at, yours=yours)


def has_room_besides_minutes(person: Person, at: datetime) -> bool:
    """Whether one that matters less may be written: room is kept for the minutes of this week's meetings to come."""
    coming = Meeting.objects.of_member(person).upcoming(at).confirmed().filter(starts_at__lt=week_ends(at))
    return has_room(person, at, leave=coming.count())


def day_before(meeting: Meeting) -> datetime:
    """Eight o'clock on the last working day before the meeting, at its host's school."""
    day = meeting.local_start.date()
    return at_the_wall(_working_day_before(meeting, day), MORNING, meeting.timezone)


def _working_day_before(meeting: Meeting, day: date) -> date:
    yesterday = day - timedelta(days=1)
    days: list[date] = []
    if meeting.host:
        days = days_open(meeting.host, day - FURTHEST, yesterday)
    else:
        days = [yesterday - timedelta(days=n) for n in (2, 1, 0) if (yesterday - timedelta(days=n)).weekday() < 5]
    return days[-1] if days else yesterday


def is_wanted(letter: Letter) -> bool:
    """The meeting still stands on that day and has not begun, and the person still belongs."""
    reminded = Reminded.objects.filter(pk=letter.thing).select_related("meeting__group", "person").first()
    if reminded is None or reminded.meeting.starts_at <= clock.now():
        return False
    meeting = reminded.meeting
    return reminded.meets_on == meeting.local_start.date() and reminded.person in meeting.who_is_expected()
