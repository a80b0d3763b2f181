"""How a group was set up, for others to copy: at one's own school or at another."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.audience import Reaching, ReachingQuerySet
from collegium.groups.models import Group
from collegium.groups.starting import start_own
from collegium.history.models import record
from collegium.people.models import Person, School
from collegium.programmes.models import Approach
from collegium.study.models.course import Course

COPIED = ("title", "provider", "language", "link", "portal")


class NoSuchWay(Exception):
    """The school does not have this way of working."""


class DesignQuerySet(ReachingQuerySet):
    def share(self, course: Course, *, person: Person, story: str, at: datetime, **reach: Any) -> "Design":
        """The course, its modules, tasks and plan as they stand, with the group's story. Who belongs is not in it."""
        given = {
            "course": {name: getattr(course, name) for name in COPIED},
            "days": (course.ends_on - course.starts_on).days,
            "modules": list(course.modules.order_by("order").values_list("title", "task")),
            "plan": dict(course.answers.values_list("prompt", "text")),
        }
        with transaction.atomic():
            design: Design = self.create(
                person=person, title=course.title, story=story, approach=course.group.approach.key,
                question=course.group.question, content=given, at=at, **reach,
            )  # fmt: skip
            record(person, "shared", design, at=at)
        return design


class Design(Reaching):
    """A frozen copy of how a study group was set up, and its story. Withdrawn, groups that came of it go on."""

    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300, blank=True)
    story = models.TextField(max_length=6000, blank=True)
    approach = models.SlugField(max_length=40)
    content = models.JSONField(default=dict)

    objects = DesignQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.title or _("a design that was taken back"))

    def get_absolute_url(self) -> str:
        return reverse("study:design", args=[self.pk])

    def start(self, *, by: Person, school: School, title: str, starts_on: date, at: datetime) -> Group:
        """A new group like that one: the way of working, the course, its modules and its plan."""
        approach = Approach.objects.of(school).filter(key=self.approach).first()
        if approach is None:
            raise NoSuchWay
        with transaction.atomic():
            group = start_own(
                by=by, at=at, approach=approach, title=title, school=school, question=self.question
            )
            course = Course.objects.begin(
                group, by=by, at=at, starts_on=starts_on, ends_on=starts_on + timedelta(days=self.content["days"]),
                **self.content["course"],
            )  # fmt: skip
            course.lay_out([(name, task) for name, task in self.content["modules"]], by=by, at=at)
            course.plan(self.content["plan"], by=by, at=at)
        return group

    def withdraw(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            empty = {"title": "", "question": "", "story": "", "content": {}, "withdrawn_at": at}
            if Design.objects.standing().filter(pk=self.pk).update(**empty):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()
