"""A course from outside that a group follows: when, where, in which language, and what the group does together."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models import Meeting
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self

WEEK = timedelta(days=7)


class OfLearnersQuerySet(models.QuerySet):
    """What belongs to the group that studies, and to nobody else."""

    group_by = "group"

    @door
    def visible_to(self, person: Person) -> "Self":
        return self.filter(**{f"{self.group_by}__in": Group.objects.of_member(person)})


class CourseQuerySet(OfLearnersQuerySet):
    def begin(self, group: Group, *, by: Person, at: datetime, **words: Any) -> "Course":
        """The group follows this course. The same one beginning on the same day is one."""
        with transaction.atomic():
            group.locked()
            same = {"group": group, "title": words.pop("title"), "starts_on": words.pop("starts_on")}
            course, is_new = self.get_or_create(**same, defaults=words | {"at": at})
            if is_new:
                record(by, "began a course", course, at=at)
        found: Course = course
        return found


class Course(models.Model):
    """A course that somebody outside offers. ``portal``: what its portal calls it, for a label."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="courses")
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=400, blank=True)
    portal = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    at = models.DateTimeField()

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "title", "starts_on"], name="a_course_begins_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="course_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="course_leads_to_the_web",
            ),
        ]
        indexes = [models.Index(fields=["group", "-starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("study:course", args=[self.pk])

    def lay_out(self, modules: Iterable[tuple[str, str]], *, by: Person, at: datetime) -> None:
        """Its modules and what the group does together in each; one opens each week, and meets its meeting."""
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=self.pk)
            wanted = list(modules)
            self.modules.filter(order__gt=len(wanted)).delete()
            standing = Meeting.objects.filter(group=self.group_id, cancelled_at=None)
            meetings = list(standing.order_by("starts_at", "pk"))
            for order, (title, task) in enumerate(wanted, 1):
                opens = min(self.starts_on + (order - 1) * WEEK, self.ends_on)
                after = (one for one in meetings if one.starts_at.date() >= opens)
                now = {"title": title, "task": task, "opens_on": opens, "meeting": next(after, None)}
                self.modules.update_or_create(order=order, defaults=now)
            record(by, "laid out", self, at=at)

    def plan(self, answers: dict[str, str], *, by: Person, at: datetime) -> None:
        """The group's action plan, as it stands now. An empty answer is none."""
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=self.pk)
            self.answers.all().delete()
            given = [(prompt, text) for prompt, text in answers.items() if text]
            Answer.objects.bulk_create([Answer(course=self, prompt=prompt, text=text) for prompt, text in given])
            record(by, "planned", self, at=at)


class ModuleQuerySet(OfLearnersQuerySet):
    group_by = "course__group"

    def opening(self, first: date, last: date) -> "ModuleQuerySet":
        return self.filter(opens_on__gte=first, opens_on__lte=last)


class Module(models.Model):
    """A part of a course: when it opens, and what the group does together of it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    task = models.CharField(max_length=200, blank=True)
    opens_on = models.DateField()
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="modules")

    objects = ModuleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "order"], name="modules_have_an_order")]
        indexes = [models.Index(fields=["opens_on"])]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """What the group says to one prompt of its action plan."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="answers")
    prompt = models.CharField(max_length=12)
    text = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "prompt"], name="one_answer_to_a_prompt")]
