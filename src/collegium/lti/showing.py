"""What of Collegium stands behind an address, and whether it may be shown inside this school's VLE."""

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.urls import Resolver404, resolve

from collegium.booklets.models import Booklet
from collegium.files.models import File
from collegium.groups.models import Group
from collegium.groups.models.group import GroupQuerySet
from collegium.lti.launching import plain
from collegium.outcomes.models import Part, Report
from collegium.people.models import Person, School

REPORTS = {"outcomes:report", "outcomes:public", "lti:embed"}
GROUPS = {"desk:group"}
BOOKLETS = {"booklets:booklet"}
# A teacher chooses from what is new; what is older has an address to paste.
MOST = 60
# So much of pictures goes into a page: they travel in it, as nobody is signed in who could fetch them.
LARGEST = 4_000_000


@dataclass(frozen=True)
class Found:
    """A report, a group's card or a booklet's cover, for whoever opened it."""

    report: Report | None = None
    group: Group | None = None
    booklet: Booklet | None = None


def reports_for(school: School, person: Person | None) -> "QuerySet[Report]":
    """What is public; for a colleague also what everybody on the staff of this school may read.

    What only a group reads is not opened in a course that others see over a shoulder.
    """
    known = Report.objects.reaching_all_at(school).visible_to(person) if person else Report.objects.public()
    return known.select_related("edition", "group")


def groups_for(school: School, person: Person | None) -> GroupQuerySet:
    """The cards of the school, for its colleagues. Strangers and pupils see no card."""
    here = School.objects.filter(pk=school.pk)
    known = Group.objects.listed_at(here).visible_to(person) if person else Group.objects.none()
    return known.select_related("theme", "approach")


def booklets_for(school: School, person: Person | None) -> "QuerySet[Booklet]":
    """What is given to readers: to everybody, and to a colleague also what this school has for its staff."""
    known = Booklet.objects.public()
    if person:
        here = Q(school=school) | Q(reach="network")
        known = Booklet.objects.visible_to(person).filter(Q(reach="public") | here, published_at__isnull=False)
    return known.select_related("school")


def behind(address: str, school: School, person: Person | None) -> Found:
    """What may be shown of this address; nothing, whether it is not there or not theirs to read."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return Found()
    if match.view_name in REPORTS:
        return Found(report=reports_for(school, person).filter(pk=match.kwargs["number"]).first())
    if match.view_name in GROUPS:
        return Found(group=groups_for(school, person).filter(slug=plain(match.kwargs["slug"])).first())
    if match.view_name in BOOKLETS:
        return Found(booklet=booklets_for(school, person).filter(pk=match.kwargs["number"]).first())
    return Found()


def choices(school: School, person: Person | None) -> dict[str, list[Any]]:
    """What a teacher may put into a course: what they may read themselves."""
    at = Report.schools.through.objects.filter(school=school).values("report")
    reports = reports_for(school, person).filter(pk__in=at).order_by("-edition__at", "-pk")[:MOST]
    groups = groups_for(school, person).going().order_by("title", "pk")[:MOST]
    booklets = booklets_for(school, person).filter(school=school).order_by("-published_at", "-pk")[:MOST]
    return {"reports": list(reports), "groups": list(groups), "booklets": list(booklets)}


@dataclass(frozen=True)
class Seen:
    """A heading of a report with its pictures inside the page."""

    part: Part
    pictures: list[tuple[str, str]]


def authors_of(report: Report) -> list[Person]:
    """Who said yes to what readers have."""
    return report.edition.authors_in_order if report.edition else []


def read(report: Report) -> list[Seen]:
    assert report.edition is not None
    room = LARGEST
    seen = []
    for part in report.edition.parts():
        pictures = []
        for one in part.pictures:
            data = _inside(one.file, room)
            room -= len(data)
            pictures.append((data, one.describes))
        seen.append(Seen(part, pictures))
    return seen


def _inside(file: File, room: int) -> str:
    """The picture itself, small; empty where there is none or no room: then its description stands."""
    path, kind = (file.small, "image/webp") if file.small else (file.path, file.kind)
    if not file.is_picture or not default_storage.exists(path) or default_storage.size(path) * 4 // 3 > room:
        return ""
    with default_storage.open(path) as held:
        return f"data:{kind};base64,{base64.b64encode(held.read()).decode()}"
