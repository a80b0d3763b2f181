"""Who works where, as what, from when to when; and who was given which duty."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record, record_all
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models.link import Link
from collegium.people.models.person import Person
from collegium.people.models.school import Network, School

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class Department(models.Model):
    """English, science, the office: what a school calls its departments."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_department_of_a_name")]

    def __str__(self) -> str:
        return self.name


class DatedQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "Self":
        """Begun by that day and not ended before it; by default today."""
        day = on or clock.today()
        return self.not_over(day).filter(starts_on__lte=day)

    def not_over(self, on: date | None = None) -> "Self":
        """Not ended before that day, begun or not."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on or clock.today()))


class AppointmentQuerySet(DatedQuerySet):
    @door
    def visible_to(self, person: Person) -> "AppointmentQuerySet":
        """The staff lists of one's own schools, and what one held oneself."""
        return self.filter(Q(person=person) | Q(school__in=person.schools_now()))

    def before(self, day: date | F | OuterRef) -> "AppointmentQuerySet":
        """Begun before that day, or so long ago that the school's first list does not say when."""
        return self.filter(Q(starts_on__lt=day) | Q(start_is_known=False))

    def end_all(self, places: "Iterable[Appointment]", *, on: date, by: Person, at: datetime) -> int:
        """These people leave after that day, their duties at the school with them: a few queries for any number."""
        leaving = [place for place in places if place.ends_on is None]
        with transaction.atomic():
            for start in range(0, len(leaving), 500):
                some = leaving[start : start + 500]
                here = self.filter(pk__in=[place.pk for place in some], ends_on=None)
                here.update(ends_on=Greatest(F("starts_on"), Value(on), output_field=models.DateField()))
                duties = Responsibility.objects.filter(
                    person__in=[place.person_id for place in some], school=some[0].school_id, ends_on=None
                )
                ended = list(duties)
                duties.update(ends_on=Greatest(F("starts_on"), Value(on), output_field=models.DateField()))
                record_all(by, "ended", [*some, *ended], at=at)
        return len(leaving)


class Appointment(models.Model):
    """A person's place on the staff of one school, with its dates."""

    class Post(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        SUPPORT = "support", _("support staff")

    class Experience(models.IntegerChoices):
        NEW = 0, _("new to teaching")
        SOME = 1, _("some years")
        EXPERIENCED = 2, _("experienced")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="appointments")
    post = models.CharField(max_length=10, choices=Post.choices, default=Post.TEACHER)
    job_title = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments"
    )
    staff_code = models.CharField(max_length=30, blank=True)
    experience = models.PositiveSmallIntegerField(choices=Experience.choices, default=Experience.SOME)
    manager = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # False: the day on which the school's first list came. They may have been there for twenty years.
    start_is_known = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school"], condition=Q(ends_on=None), name="one_open_appointment_at_a_school"
            ),
            models.UniqueConstraint(
                fields=["school", "staff_code"],
                condition=Q(ends_on=None) & ~Q(staff_code=""),
                name="one_person_for_each_staff_code",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["school", "ends_on"]), models.Index(fields=["person", "ends_on"])]

    def end(self, *, on: date, by: Person, at: datetime) -> None:
        """The person leaves this school after that day, and its duties with it. A second ending changes nothing."""
        with transaction.atomic():
            here = Appointment.objects.filter(pk=self.pk, ends_on=None).select_for_update()
            Appointment.objects.end_all(here, on=on, by=by, at=at)
        self.refresh_from_db()


class ResponsibilityQuerySet(DatedQuerySet):
    @door
    def visible_to(self, person: Person) -> "ResponsibilityQuerySet":
        """One's own, and those at one's schools: who leads is no secret among colleagues."""
        return self.filter(Q(person=person) | Q(school__in=person.schools_now()))

    def give(self, person: Person, kind: str, school: School, *, by: Person, at: datetime) -> "Responsibility":
        """Hand somebody a duty at a school from today. A second time changes nothing."""
        with transaction.atomic():
            duty, is_new = self.get_or_create(
                person=person, kind=kind, school=school, ends_on=None, defaults={"starts_on": at.date()}
            )
            if is_new:
                record(by, "gave", duty, at=at)
        return duty

    def of(self, school: School) -> "ResponsibilityQuerySet":
        """Duties at this school, or in a network that it belongs to."""
        return self.filter(Q(school=school) | Q(network__in=school.networks.all()))


class Responsibility(models.Model):
    """A duty given to a person, at a school or in a network. It adds no right to read inside a group."""

    class Kind(models.TextChoices):
        CPD_LEAD = "cpd-lead", _("CPD lead")
        LEADERSHIP = "leadership", _("leadership team")
        NETWORK_LEAD = "network-lead", _("network lead")
        ACCOUNTS = "accounts", _("keeper of accounts")
        COVER = "cover", _("organiser of cover")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responsibilities")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, null=True, blank=True, related_name="responsibilities"
    )
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, null=True, blank=True, related_name="responsibilities"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None, network__isnull=False) | Q(school__isnull=False, network=None),
                name="duty_at_a_school_or_in_a_network",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "school"], condition=Q(ends_on=None), name="one_open_duty_of_a_kind"
            ),
        ]

    def end(self, *, on: date, by: Person, at: datetime) -> None:
        """The duty is over after that day. A second ending changes nothing."""
        with transaction.atomic():
            ended = Responsibility.objects.filter(pk=self.pk, ends_on=None)
            if ended.update(ends_on=max(on, self.starts_on)):
                self.refresh_from_db()
                record(by, "ended", self, at=at)


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> "OfferQuerySet":
        return self.filter(answered_at=None)

    @door
    def visible_to(self, person: Person) -> "OfferQuerySet":
        """An offer is between the person and those who keep the school's accounts."""
        return self.filter(Q(person=person) | Q(school__in=School.objects.kept_by(person)))


class Offer(models.Model):
    """A school says that somebody works there whose address is already known here.

    The person accepts or declines; until then the school sees what it typed and nothing of the person.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers")
    typed = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person"], condition=Q(answered_at=None), name="one_open_offer_at_a_school"
            )
        ]

    def accept(self, *, at: datetime) -> None:
        """Yes: the person joins this staff with what the school typed. A second answer changes nothing."""
        with transaction.atomic():
            if self._answer(True, at):
                Appointment.objects.create(person=self.person, school=self.school, **self._details())
                # Slips of the school before would set a password for both from now on.
                Link.objects.filter(purpose="welcome", person=self.person, revoked_at=None).update(revoked_at=at)
                record(self.person, "accepted", self, at=at)

    def decline(self, *, at: datetime) -> None:
        """No: the school learns that, and nothing else."""
        with transaction.atomic():
            if self._answer(False, at):
                record(self.person, "declined", self, at=at)

    def _answer(self, accepted: bool, at: datetime) -> bool:
        answered = Offer.objects.open().filter(pk=self.pk).update(accepted=accepted, answered_at=at)
        self.refresh_from_db()
        return bool(answered)

    def _details(self) -> dict[str, Any]:
        typed = self.typed
        code = typed.get("staff_code", "")
        taken = Appointment.objects.filter(school=self.school, staff_code=code, ends_on=None).exists()
        department, _is_new = (
            self.school.departments.get_or_create(name=typed["department"])
            if typed.get("department")
            else (None, False)
        )
        return {
            "post": typed.get("post", Appointment.Post.TEACHER),
            "job_title": typed.get("job_title", ""),
            "experience": typed.get("experience", Appointment.Experience.SOME),
            "staff_code": "" if taken else code,
            "department": department,
            "manager": Person.objects.filter(pk=typed.get("manager")).first(),
            "starts_on": date.fromisoformat(typed["starts_on"]),
            "start_is_known": typed.get("start_is_known", True),
        }
