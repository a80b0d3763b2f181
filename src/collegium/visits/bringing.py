"""Bringing the timetable of a school in: what it would change, and then doing so. Twice changes nothing more."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from collegium.kit import clock
from collegium.people.models import Person
from collegium.visits.models import Lesson, Taught, Timetable, TimetableFile
from collegium.visits.reading_timetables import Understanding, understand


@dataclass
class Difference:
    """What a file would change: whose week is new, whose changes, whose stays."""

    read: Understanding
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.changed)


def look(file: TimetableFile) -> Difference:
    """Looking changes nothing."""
    school = file.school
    read = understand(school, file.meanings, file.rows, file.numbers, today=clock.today(school.timezone))
    difference = Difference(read)
    before: dict[int, set[Taught]] = {}
    lessons = Lesson.objects.filter(timetable__school=school, timetable__person__in=list(read.weeks))
    for lesson in lessons.select_related("timetable"):
        before.setdefault(lesson.timetable.person_id, set()).add(lesson.place)
    known = set(Timetable.objects.filter(school=school).values_list("person", flat=True))
    for person, week in sorted(read.weeks.items(), key=lambda item: read.names[item[0]]):
        if person not in known:
            difference.new.append(read.names[person])
        elif before.get(person, set()) != set(week):
            difference.changed.append(read.names[person])
        else:
            difference.same += 1
    return difference


def bring(file: TimetableFile, *, by: Person, at: datetime) -> None:
    """The good rows are in: each person's week is what the file says of them. Others stay as they are."""
    with transaction.atomic():
        held = TimetableFile.objects.select_for_update().get(pk=file.pk)
        if held.done_at is not None:
            return
        difference = look(held)
        people = Person.objects.in_bulk(list(difference.read.weeks))
        for person, week in difference.read.weeks.items():
            Timetable.objects.write(people[person], held.school, week, by=by, at=at)
        bad = difference.read.bad
        figures = {"new": len(difference.new), "changed": len(difference.changed), "same": difference.same}
        held.finish(figures, rows=[line.cells for line in bad], numbers=[line.number for line in bad], at=at)
