"""What a group's home and calendar take from its course."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.calendar.events import Event
from collegium.enquiry.doors import Door
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.meetings.letters import public_title
from collegium.people.models import Person
from collegium.study.models import Completion, Course, Help, Module, Webinar

ARTEFACTS = ("course", "action plan", "information sheet", "requests for help", "certificate", "webinar")
MORNING, MOMENT = time(9, 0), timedelta(minutes=15)


def door(group: Group) -> Door:
    return Door(_("Our course"), reverse("study:group", args=[group.slug]), "library")


def course_now(group: Group) -> Course | None:
    """The one that goes on, else the one to come, else the latest. One query."""
    today = clock.today()
    courses = _courses(group)
    going = [one for one in courses if one.ends_on >= today]
    return going[0] if going else courses[-1] if courses else None


@written_once
def _courses(group: Group) -> QuerySet[Course]:
    return Course.objects.filter(group=group).order_by("starts_on", "pk")


@dataclass(frozen=True)
class Now:
    """What a group studies at the moment, for its home."""

    course: Course | None
    module: Module | None
    wanted: int


def studying_now(group: Group) -> Now | None:
    """Nothing where the group has no course and its way of working asks for none."""
    course = course_now(group)
    if course is None:
        return Now(None, None, 0) if group.approach.follows_a_course else None
    opened = course.modules.filter(opens_on__lte=clock.today()).order_by("-order").first()
    return Now(course, opened, Help.objects.filter(course=course, offers=False).count())


def certificates(person: Person) -> QuerySet[Any]:
    """The files of those that one may see: a certificate is its owner's, unless they show it."""
    known = Completion.objects.visible_to(person).filter(certificate__isnull=False)
    return known.values("certificate")


def modules_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """When a module opens, for the members' calendars: its name stays inside. One query."""
    zone = ZoneInfo(person.timezone or settings.TIME_ZONE)
    days = first.astimezone(zone).date(), last.astimezone(zone).date()
    return [_event(one, zone) for one in _opening(person, *days)]


@written_once
def _opening(person: Person, first: date, last: date) -> QuerySet[Module]:
    found = Module.objects.visible_to(person).opening(first, last).filter(course__group__conclusion=None)
    return found.select_related("course__group")


def _event(module: Module, zone: ZoneInfo) -> Event:
    starts = datetime.combine(module.opens_on, MORNING, zone)
    course = module.course
    return Event(
        uid=f"course-{course.pk}-{module.order}@collegium", sequence=0, starts_at=starts, ends_at=starts + MOMENT,
        title=public_title(course.group), url=settings.ADDRESS + course.get_absolute_url(),
        inside=_("%(module)s opens: %(course)s") % {"module": module.title, "course": course.title},
    )  # fmt: skip


def webinars_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """What reaches somebody, in their calendar: its title stays inside. One query."""
    return [
        Event(
            uid=f"webinar-{one.pk}@collegium", sequence=0, starts_at=one.starts_at, ends_at=one.ends_at,
            title=_("Webinar"), url=settings.ADDRESS + one.get_absolute_url(), inside=one.title,
        )
        for one in _webinars(person, first, last)
    ]  # fmt: skip


@written_once
def _webinars(person: Person, first: datetime, last: datetime) -> QuerySet[Webinar]:
    return Webinar.objects.visible_to(person).standing().between(first, last).order_by("starts_at", "pk")
