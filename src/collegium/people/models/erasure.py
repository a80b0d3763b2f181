"""That somebody is to be forgotten here, who asked, and that it was done."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models.appointment import Appointment
from collegium.people.models.person import Person
from collegium.people.models.school import School

# Long enough to notice a letter and say no; short beside the month that the law gives.
WAIT = timedelta(days=7)


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> "ErasureQuerySet":
        """Asked for, neither called off nor done."""
        return self.filter(called_off_at=None, done_at=None)

    def due(self, at: datetime) -> "ErasureQuerySet":
        return self.open().filter(due_at__lte=at)

    def done(self) -> "ErasureQuerySet":
        return self.filter(done_at__isnull=False)

    @door
    def visible_to(self, person: Person) -> "ErasureQuerySet":
        """One's own; and for keepers of accounts those that their school asked for."""
        return self.filter(Q(person=person) | Q(school__in=School.objects.kept_by(person)))

    def ask(
        self, person: Person, *, by: Person, at: datetime, at_once: bool = False, with_words: bool = False,
        school: School | None = None,
    ) -> "Erasure":  # fmt: skip
        """Somebody is to be erased. Asked for twice, the first stands. ``school``: whose keeper asks for it."""
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=person.pk)
            if found := self.open().filter(person=person).first():
                return found
            asked = self.create(
                person=person, by=by, at=at, due_at=at if at_once else at + WAIT, with_words=with_words, school=school
            )
            record(by, "asked to erase", asked, at=at)
        return asked


class Erasure(models.Model):
    """One person's erasure. Once it is done, the person's row is a number under which nobody can be found."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erasures")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    with_words = models.BooleanField(default=False)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(called_off_at=None, done_at=None), name="one_open_erasure_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_at_once(self) -> bool:
        return self.due_at <= self.at

    @property
    def is_begun(self) -> bool:
        return self.begun_at is not None

    def call_off(self, *, by: Person, at: datetime) -> bool:
        """Nothing is erased after all. Too late once it has begun."""
        with transaction.atomic():
            waiting = Erasure.objects.open().filter(pk=self.pk, begun_at=None)
            called_off = bool(waiting.update(called_off_at=at))
            if called_off:
                record(by, "called off", self, at=at)
        return called_off

    def begin(self, *, at: datetime) -> bool:
        """From here on there is no way back. False: it was called off, or is done."""
        Erasure.objects.open().filter(pk=self.pk, begun_at=None).update(begun_at=at)
        self.refresh_from_db()
        return self.is_begun and self.done_at is None

    def finish(self, *, at: datetime) -> None:
        with transaction.atomic():
            if Erasure.objects.open().filter(pk=self.pk).update(done_at=at):
                record(None, "erased", self, at=at)
        self.refresh_from_db()


def last_worked_at(school: School) -> models.QuerySet[Person]:
    """Who left every school, and was at this one last: it answers for what is kept of them."""
    places = Appointment.objects.filter(person=models.OuterRef("pk"))
    latest = places.order_by(models.F("ends_on").desc(nulls_last=True), "-pk").values("school")[:1]
    return Person.objects.gone().annotate(last_school=models.Subquery(latest)).filter(last_school=school.pk)
