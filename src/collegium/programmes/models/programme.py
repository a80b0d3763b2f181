"""A year's programme: a vision, the priorities it answers, themes to choose from, and times to meet."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from collegium.people.models import Person, Responsibility, School
from collegium.programmes.models.approach import Approach


class Aspect(models.Model):
    """One named part of teaching, used alike by themes, visits and walks, so that a year can be compared."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="aspects")
    title = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "title"], name="one_aspect_of_a_title")]

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    """Something that a school has set itself to do, which themes answer."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="priorities")
    title = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["school", "title"], name="one_priority_of_a_title")]

    def __str__(self) -> str:
        return self.title


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def led_by(self, person: Person) -> "ProgrammeQuerySet":
        """The programmes of schools where this person is the CPD lead today."""
        duty = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.CPD_LEAD)
        return self.filter(
            Q(Exists(duty.filter(school=OuterRef("school"))))
            | Q(Exists(duty.filter(network__schools=OuterRef("school"))))
        )

    def visible_to(self, person: Person) -> "ProgrammeQuerySet":
        """Open programmes of one's own schools, and drafts to their lead."""
        mine = School.objects.served_by(person).filter(programmes=OuterRef("pk"))
        led = Programme.objects.led_by(person).values("pk")
        return self.filter(Q(Exists(mine), opened_at__isnull=False) | Q(pk__in=led))

    def collecting(self, at: datetime) -> "ProgrammeQuerySet":
        """Open, and the day on which wishes close is not over."""
        return self.filter(Q(wishes_until__gte=at.date()), opened_at__isnull=False)


class Programme(models.Model):
    """What a school offers its staff for a year, in one approach. Nobody sees it before it is opened."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="led_programmes")
    schools = models.ManyToManyField(School, related_name="programmes")
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=120)
    vision = models.TextField(blank=True)
    year_starts_on = models.DateField()
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    wishes_until = models.DateField(null=True, blank=True)
    most_wishes = models.PositiveSmallIntegerField(default=3)
    whole_week = models.BooleanField(default=False)
    smallest = models.PositiveSmallIntegerField(default=3)
    largest = models.PositiveSmallIntegerField(default=8)
    lists_groups = models.BooleanField(default=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=2) & Q(largest__gte=F("smallest")), name="programme_sizes_make_sense"
            ),
            models.CheckConstraint(condition=Q(most_wishes__range=(1, 5)), name="one_to_five_wishes"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme", args=[self.pk])


class Theme(models.Model):
    """The area within which groups choose their questions for a year."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=400, blank=True)
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, null=True, blank=True, related_name="themes")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="themes")
    most_groups = models.PositiveSmallIntegerField(null=True, blank=True)
    is_induction = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "title"], name="one_theme_of_a_title")]

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """A weekly time at which groups of a programme may meet: a weekday (Monday is 0), from when, how long."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "weekday", "starts_at"], name="one_slot_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_on_a_weekday"),
        ]


class VisionSeen(models.Model):
    """That a member of staff has had the vision before them. Counted, and never a list to chase."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="seen")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="vision_seen_once")]


class VisionReply(models.Model):
    """What somebody answered to the vision, for all staff of the programme to read."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()


class KeepApart(models.Model):
    """Two people whom the lead keeps out of one group, after a word in person. No reason is kept, nobody is told."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="kept_apart")
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_one_order"),
        ]
