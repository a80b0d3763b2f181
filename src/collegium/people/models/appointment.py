"""Who works where, as what, from when to when; and who was given which duty."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models.person import Person
from collegium.people.models.school import Network, School

if TYPE_CHECKING:
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
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class AppointmentQuerySet(DatedQuerySet):
    def visible_to(self, person: Person) -> "AppointmentQuerySet":
        """The staff lists of one's own schools, and what one held oneself."""
        return self.filter(Q(person=person) | Q(school__in=person.schools_now()))


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
        """The person leaves this school after that day. A second ending changes nothing."""
        if Appointment.objects.filter(pk=self.pk, ends_on=None).update(ends_on=max(on, self.starts_on)):
            self.refresh_from_db()
            record(by, "ended", self, at=at)


class ResponsibilityQuerySet(DatedQuerySet):
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person"], condition=Q(answered_at=None), name="one_open_offer_at_a_school"
            )
        ]
