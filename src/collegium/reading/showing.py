"""What pages show of what a group reads, and what a group's home takes from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.enquiry.doors import Door
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.meetings.showing import Row, row_of
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.reading.models import Place, Reading, Section

# What stages call it for which a group goes to what it reads.
ARTEFACTS = ("book or article", "best ideas", "next book", "reading")


def door(group: Group) -> Door:
    return Door(_("What we read"), reverse("reading:group", args=[group.slug]), "library")


@dataclass(frozen=True)
class Part:
    """A section as one reader sees it: for which meeting, how much was said, and whether they have read so far."""

    section: Section
    when: Row | None
    said: int
    is_read: bool
    is_next: bool = False


def place_of(reading: Reading, person: Person) -> int:
    """The number of the last section that somebody has read."""
    found = Place.objects.filter(reading=reading, person=person).values_list("order", flat=True).first()
    return found or 0


def parts_of(reading: Reading, person: Person, *, at: datetime) -> list[Part]:
    """In the order of the text; the next is the first that is read for a meeting to come. Two queries."""
    here = place_of(reading, person)
    said = Count("comments", filter=Q(comments__withdrawn_at=None))
    sections = reading.sections.annotate(said=said).select_related("meeting__host").order_by("order", "pk")
    parts = [
        Part(
            section, row_of(section.meeting, person, at=at) if section.meeting else None,
            section.said, section.order <= here,
        )
        for section in sections
    ]  # fmt: skip
    coming = next((n for n, part in enumerate(parts) if part.when and not part.when.is_over), None)
    return [replace(part, is_next=n == coming) for n, part in enumerate(parts)]


@dataclass(frozen=True)
class Now:
    """What a group reads at the moment, for its home."""

    reading: Reading | None
    part: Part | None
    reads_along: bool
    readers: Sequence[Person]
    picks: int


@written_once
def _open(group: Group) -> QuerySet[Reading]:
    return Reading.objects.open().filter(group=group).order_by("pk")[:1]


def reading_now(group: Group, person: Person, *, at: datetime) -> Now | None:
    """Nothing where the group reads nothing and its way of working asks for no text."""
    found = next(iter(_open(group)), None)
    if found is None:
        return Now(None, None, False, (), 0) if group.approach.reads_a_text else None
    readers = list(Person.objects.filter(pk__in=found.pledges.values("person")).order_by(*by_first_name(), "pk"))
    part = next((part for part in parts_of(found, person, at=at) if part.is_next), None)
    picks = found.bests.filter(withdrawn_at=None).count()
    return Now(found, part, person in readers, readers, picks)
