"""When somebody teaches: one week, or two that take turns."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import schools_led_by
from collegium.visits.models.day import Period


class Taught(NamedTuple):
    """One place in somebody's week: a lesson, or time that is protected."""

    week: int
    weekday: int
    period: int
    is_protected: bool = False
    class_name: str = ""
    room: str = ""


class TimetableQuerySet(models.QuerySet["Timetable"]):
    @door
    def visible_to(self, person: Person) -> "TimetableQuerySet":
        """One's own; whoever brought it, while they keep the school's accounts; and who plans visits there."""
        kept = Q(by=person, school__in=School.objects.kept_by(person))
        return self.filter(Q(person=person) | kept | Q(school__in=schools_led_by(person)))

    def write(
        self, person: Person, school: School, lessons: Iterable[Taught], *, by: Person, at: datetime
    ) -> bool:
        """This is the person's week now. Whether anything changed: the same again is no news."""
        wanted = {lesson[:3]: lesson for lesson in lessons}
        with transaction.atomic():
            timetable, is_new = self.get_or_create(person=person, school=school, defaults={"by": by, "at": at})
            Timetable.objects.select_for_update(no_key=True).get(pk=timetable.pk)
            before = {lesson.place[:3]: lesson for lesson in timetable.lessons.all()}
            gone = [one.pk for key, one in before.items() if wanted.get(key) != one.place]
            new = [one for key, one in wanted.items() if key not in before or before[key].place != one]
            if not (is_new or gone or new):
                return False
            Lesson.objects.filter(pk__in=gone).delete()
            Lesson.objects.bulk_create(
                [Lesson(timetable=timetable, period_id=one.period, **_fields(one)) for one in new], batch_size=500
            )
            Timetable.objects.filter(pk=timetable.pk).update(by=by, at=at)
            record(by, "wrote", timetable, at=at)
        return True


class Timetable(models.Model):
    """Somebody's taught week at a school, who brought it, and when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="timetables")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="timetables")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = TimetableQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "school"], name="one_timetable_at_a_school")]


class Lesson(models.Model):
    """One place in a taught week. What is protected (planning time) is neither visited nor used for visiting."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="lessons")
    week = models.PositiveSmallIntegerField(default=0)
    weekday = models.PositiveSmallIntegerField()
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="lessons")
    is_protected = models.BooleanField(default=False)
    class_name = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["timetable", "week", "weekday", "period"], name="one_lesson_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="lessons_are_on_weekdays"),
        ]

    @property
    def place(self) -> Taught:
        return Taught(self.week, self.weekday, self.period_id, self.is_protected, self.class_name, self.room)


def _fields(one: Taught) -> dict[str, object]:
    return {name: value for name, value in one._asdict().items() if name != "period"}


class TimetableFileQuerySet(models.QuerySet["TimetableFile"]):
    @door
    def visible_to(self, person: Person) -> "TimetableFileQuerySet":
        """The school's keepers of accounts bring files, and see what came of them."""
        return self.filter(school__in=School.objects.kept_by(person))

    def forgettable(self, before: datetime) -> "TimetableFileQuerySet":
        return self.filter(at__lt=before).exclude(rows=[])


class TimetableFile(models.Model):
    """The timetable of a whole school as a file: its rows, how the columns were understood, what came of it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="timetable_files")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    columns = models.JSONField()
    rows = models.JSONField()
    numbers = models.JSONField()
    meanings = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = TimetableFileQuerySet.as_manager()

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def understand(self, meanings: dict[str, int], *, by: Person, at: datetime) -> None:
        """Somebody said what the columns mean."""
        with transaction.atomic():
            if TimetableFile.objects.filter(pk=self.pk, done_at=None).update(meanings=meanings):
                record(by, "read anew", self, at=at)
        self.meanings = meanings

    def finish(self, figures: dict[str, int], *, rows: list[list[str]], numbers: list[int], at: datetime) -> None:
        """The good rows are in. Only those to mend are kept."""
        TimetableFile.objects.filter(pk=self.pk).update(done_at=at, figures=figures, rows=rows, numbers=numbers)
        self.refresh_from_db()
        record(self.by, "brought", self, at=at)

    def forget(self) -> None:
        """The rows go; that it was brought stays."""
        TimetableFile.objects.filter(pk=self.pk).update(rows=[], numbers=[])
