"""People: one person is one, whichever schools they serve."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models.school import School

if TYPE_CHECKING:
    from collegium.people.models.appointment import AppointmentQuerySet


class PersonQuerySet(models.QuerySet["Person"]):
    def on_staff_of(self, schools: Any, on: date | None = None) -> "PersonQuerySet":
        """Everybody with an appointment at one of these schools that day, by default today."""
        from collegium.people.models.appointment import Appointment  # noqa: PLC0415  the two nouns know each other

        here = Appointment.objects.current(on).filter(person=OuterRef("pk"), school__in=schools)
        return self.filter(Exists(here))

    def on_a_staff(self) -> "PersonQuerySet":
        """Whoever works at some school today."""
        from collegium.people.models.appointment import Appointment  # noqa: PLC0415

        return self.filter(Exists(Appointment.objects.current().filter(person=OuterRef("pk"))))

    def signing_in(self) -> "PersonQuerySet":
        """Who may sign in today: on a staff, with a duty in a network, a guest of a group, or asked by a school."""
        from collegium.people.models.appointment import Appointment, Offer, Responsibility  # noqa: PLC0415

        here = Appointment.objects.current().filter(person=OuterRef("pk"))
        duty = Responsibility.objects.current().filter(person=OuterRef("pk"), network__isnull=False)
        guest = Guest.objects.filter(person=OuterRef("pk"))
        offered = Offer.objects.open().filter(person=OuterRef("pk"))
        return self.filter(Exists(here) | Exists(duty) | Exists(guest) | Exists(offered))

    def gone(self) -> "PersonQuerySet":
        """Who was on a staff, and is not and will not be: nothing of theirs opens any more."""
        from collegium.people.models.appointment import Appointment  # noqa: PLC0415

        ever = Appointment.objects.filter(person=OuterRef("pk"))
        return self.filter(Exists(ever), ~Exists(ever.not_over())).exclude(
            pk__in=Person.objects.signing_in().values("pk")
        )

    @door
    def visible_to(self, person: "Person") -> "PersonQuerySet":
        """Oneself and the colleagues of one's own schools. Members of one's groups: ask the group."""
        return self.filter(
            Q(pk=person.pk) | Q(pk__in=Person.objects.on_staff_of(person.schools_now()).values("pk"))
        )


class People(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who learns here. The pseudonym is how history names them, until they are forgotten."""

    email = models.EmailField(unique=True, null=True, blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(max_length=12, blank=True)
    timezone = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    # Sentences of help and first steps that this person has read, and does not want to see again.
    aside = models.JSONField(default=list, blank=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_for_each_address")]
        indexes = [models.Index(fields=["last_name", "first_name"])]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def name(self) -> str:
        return str(self)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """What allauth asks before it mails a code or a link; the one property that asks the database."""
        return Person.objects.signing_in().filter(pk=self.pk).exists()

    @property
    def has_signed_in(self) -> bool:
        return self.last_login is not None

    def live_in(self, timezone: str, *, at: datetime) -> None:
        """Times are shown as the clocks there say; empty: as at the person's school."""
        with transaction.atomic():
            self.timezone = timezone
            self.save(update_fields=["timezone"])
            record(self, "set the zone of", self, at=at)

    def speak(self, language: str, *, at: datetime) -> None:
        """Pages and letters are in this language; empty: as the installation has it."""
        with transaction.atomic():
            self.language = language
            self.save(update_fields=["language"])
            record(self, "set the language of", self, at=at)

    def put_aside(self, help_on: str, *, at: datetime) -> None:
        """This help has been read and need not stand there any more. Saying so twice changes nothing."""
        with transaction.atomic():
            self.aside = Person.objects.select_for_update().values_list("aside", flat=True).get(pk=self.pk)
            if help_on not in self.aside:
                self.aside = [*self.aside, help_on]
                self.save(update_fields=["aside"])
                record(self, "put aside help for", self, at=at)

    def take_help_again(self, *, at: datetime) -> None:
        """All that was put aside stands on its pages again, as on the first day."""
        with transaction.atomic():
            if Person.objects.exclude(aside=[]).filter(pk=self.pk).update(aside=[]):
                record(self, "took help again for", self, at=at)
        self.aside = []

    def choose(self, password: str) -> None:
        """A password of the person's own."""
        self.set_password(password)
        self.save(update_fields=["password"])

    def appointments_now(self, on: date | None = None) -> "AppointmentQuerySet":
        from collegium.people.models.appointment import Appointment  # noqa: PLC0415

        return Appointment.objects.current(on).filter(person=self)

    def schools_now(self) -> models.QuerySet[School]:
        """The schools where this person is on the staff today."""
        return School.objects.served_by(self)

    def has_duty(self, kind: str, school: School) -> bool:
        """Whether this person holds a responsibility at this school today, or in a network of it."""
        from collegium.people.models.appointment import Responsibility  # noqa: PLC0415

        return Responsibility.objects.current().of(school).filter(person=self, kind=kind).exists()


class Guest(models.Model):
    """A colleague of a school that has no Collegium, here through a group's own rule, and in that group only."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="guest")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="guests")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
