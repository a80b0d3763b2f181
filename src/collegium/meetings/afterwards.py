"""A meeting without a screen, told afterwards in two minutes: the same minutes go out."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.meetings import agenda, conducting
from collegium.meetings.models import Attendance, Item, Meeting, Note, Promise, Sitting
from collegium.meetings.proposing import add
from collegium.people.models import Person


def tell(
    meeting: Meeting,
    *,
    words: Mapping[Person, str],
    promises: Mapping[Person, str],
    notes: str = "",
    next_at: datetime | None = None,
    by: Person,
    at: datetime,
) -> Sitting:
    """Who came, what each will try, what was said and when it goes on. Told twice, the first telling stands."""
    with transaction.atomic():
        meeting.locked()
        began = {"began_at": meeting.starts_at, "item_since": meeting.starts_at}
        sitting, is_new = Sitting.objects.get_or_create(
            meeting=meeting, defaults=began | {"began_by": by, "stirred_at": at}
        )
        if not sitting.is_open:
            return sitting
        if is_new:
            record(by, "told of", sitting, at=at)
        for person, word in words.items():
            if word:
                Attendance.objects.say(meeting, person, word, by=by, at=at)
        for person, text in promises.items():
            if text:
                Promise.objects.make(group=meeting.group, meeting=meeting, person=person, text=text, by=by, at=at)
        if notes:
            Note.objects.write(_notes_item(meeting, by), notes, seen=0, base="", by=by, at=at)
        _settle_next(meeting, next_at, by=by, at=at)
        conducting.close(sitting, by=by, at=at)
    return sitting


def _settle_next(meeting: Meeting, next_at: datetime | None, *, by: Person, at: datetime) -> None:
    """The date on which they agreed: the proposal for it is confirmed, or it is one more."""
    if next_at is None or next_at <= at:
        return
    meeting_then = add(
        meeting.group, starts_at=next_at, minutes=meeting.minutes, timezone=meeting.timezone, host=meeting.host,
        room=meeting.room, video=meeting.video, by=by, at=at,
    )  # fmt: skip
    meeting_then.confirm(by=by, at=at)


def _notes_item(meeting: Meeting, by: Person) -> Item:
    agenda.adopt(meeting)
    last = meeting.items.aggregate(last=Max("place"))["last"] or 0
    return meeting.items.create(place=last + 1, title=_("What we talked about"), minutes=meeting.minutes, added_by=by)
