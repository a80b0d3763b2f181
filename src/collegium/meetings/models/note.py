"""What is written down in a step, by several people at once."""

from datetime import datetime

from django.db import models, transaction

from collegium.kit.doors import door
from collegium.kit.text import LONGEST
from collegium.meetings.merging import merge
from collegium.meetings.models.item import Item
from collegium.meetings.models.meeting import Meeting
from collegium.meetings.models.sitting import Sitting
from collegium.people.models import Person


class Clash(Exception):
    """Two people changed the same lines: both texts are there, and somebody decides."""

    def __init__(self, note: "Note") -> None:
        super().__init__()
        self.note = note


class TooLong(Exception):
    """More than a note holds: nothing was changed, and nothing of what was typed is lost by us."""


class NoteQuerySet(models.QuerySet["Note"]):
    @door
    def visible_to(self, person: Person) -> "NoteQuerySet":
        return self.filter(item__meeting__in=Meeting.objects.of_member(person))

    def write(self, item: Item, text: str, *, seen: int, base: str, by: Person, at: datetime) -> "Note":
        """The text as this person has it now. ``seen`` is the version and ``base`` the text from which they began.

        What others wrote since then stays: lines that only one of them changed are put together.
        """
        text, base = plain_lines(text), plain_lines(base)
        with transaction.atomic():
            self.get_or_create(item=item, defaults={"by": by, "at": at})
            # Without a join: after waiting, PostgreSQL would look for the earlier writer beside the new row.
            note = self.select_for_update().get(item=item)
            whole: str | None = text if seen == note.version else merge(base, text, note.text)
            if whole is None:
                raise Clash(note)
            if len(whole) > LONGEST:
                raise TooLong
            if whole != note.text:
                note.text, note.version, note.by, note.at = whole, note.version + 1, by, at
                note.save()
                Sitting.objects.stir(item.meeting)
        return note


def plain_lines(text: str) -> str:
    """Line ends as one sign; forms send two. Signs that a database refuses go."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class Note(models.Model):
    """The notes of one step. Each saving has a number; who saves with an older one overwrites nobody."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:60]
