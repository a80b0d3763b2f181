"""What matters to one person today: what waits for them, what comes next, and what their duties need."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collegium.desk.navigation import KINDS, Standing
from collegium.groups.models import Group, Invitation
from collegium.meetings.models import Meeting
from collegium.meetings.showing import Row, row_of
from collegium.people.models import Appointment, Person, School, Term
from collegium.programmes.models import Programme


def here_and_now(person: Person, stands: Standing, at: datetime) -> datetime:
    """The time on this person's own wall."""
    school = stands.schools[0].timezone if stands.schools else settings.TIME_ZONE
    return at.astimezone(ZoneInfo(person.timezone or school))


def greeting(person: Person, local: datetime) -> str:
    name = {"name": person.first_name}
    if local.hour < 12:
        return _("Good morning, %(name)s") % name
    if local.hour < 18:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name


def waiting_for(person: Person) -> QuerySet[Invitation]:
    """What waits for their word: the same list as beside “My groups”."""
    return Invitation.objects.waiting_for(person).select_related("group", "person", "by").order_by("at", "pk")


def next_meetings(person: Person, at: datetime) -> list[Row]:
    coming = Meeting.objects.of_member(person).upcoming(at)
    return [row_of(one, person) for one in coming.select_related("group", "host").order_by("starts_at", "pk")[:3]]


def my_groups(person: Person) -> QuerySet[Group]:
    return Group.objects.of_member(person).going().select_related("theme").order_by("title", "pk")


def asking_me(person: Person, stands: Standing, at: datetime) -> list[Programme]:
    """Programmes that collect wishes and have none of this person's yet."""
    if not stands.schools:
        return []
    collecting = Programme.objects.collecting(at).filter(schools__in=stands.schools).distinct()
    silent = collecting.exclude(answers__person=person).order_by("wishes_until", "pk")
    return [programme for programme in silent if programme.asks(person)]


@dataclass(frozen=True)
class Lead:
    """Where the lead's newest programme stands, in the one step that comes next."""

    programme: Programme
    step: str
    asked: int = 0
    answered: int = 0


def lead_of(stands: Standing, at: datetime) -> Lead | None:
    if not stands.leads_programme:
        return None
    programme = Programme.objects.get(pk=stands.leads_programme)
    if not programme.is_open:
        return Lead(programme, "open")
    if programme.is_collecting(at):
        return Lead(programme, "collecting", programme.staff().count(), programme.answered().count())
    return Lead(programme, "running" if Group.objects.filter(programme=programme).exists() else "form")


@dataclass(frozen=True)
class Beginnings:
    """A school's first steps, and which of them are done."""

    school: School
    staff: bool
    terms: bool
    programme: bool


def beginnings(stands: Standing) -> Beginnings | None:
    """Nothing once all are done, or where somebody else sees to them."""
    if not stands.schools or not stands.holds(KINDS.ACCOUNTS, KINDS.CPD_LEAD):
        return None
    school = stands.schools[0]
    done = Beginnings(
        school,
        staff=Appointment.objects.current().filter(school=school).count() > FEW,
        terms=Term.objects.filter(year__school=school).exists(),
        programme=bool(stands.leads_programme) or Programme.objects.filter(school=school).exists(),
    )
    return None if done.staff and done.terms and done.programme else done


# Head, deputy and office: so many are typed in by hand before a staff list is brought.
FEW = 4
