"""What matters to one person today: what waits for them, what comes next, and what their duties need."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from collegium.conversation.models import Post
from collegium.desk.first_try import with_first_try
from collegium.desk.standing import Standing
from collegium.groups.models import Agreement, Group
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.meetings.models import Meeting, Promise, RoomQuestion
from collegium.meetings.seeing_to import open_room_questions
from collegium.meetings.showing import Row, row_of, with_roles
from collegium.people.models import Offer, Person, Responsibility
from collegium.programmes.models import Programme
from collegium.safeguarding.models import Asking
from collegium.walks.models import Walk
from collegium.years.outlooks import with_outlook


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


def next_meetings(person: Person, at: datetime) -> list[Row]:
    return with_roles([row_of(one, person, at=at) for one in _coming(person, at)], person)


@written_once
def _coming(person: Person, at: datetime) -> QuerySet[Meeting]:
    coming = Meeting.objects.of_member(person).upcoming(at)
    return coming.with_what_to_ask().select_related("group", "host").order_by("starts_at", "pk")[:3]


def rooms_asked_of(person: Person, rows: list[Row], at: datetime) -> list[RoomQuestion]:
    """Whether a room is still needed, of the next meetings that this person looks after; mostly nothing is asked."""
    asked = any(row.meeting.room_is_asked for row in rows)  # type: ignore[attr-defined]
    return open_room_questions(person, at=at) if asked else []


def to_grant(person: Person, stands: Standing, at: datetime) -> list[Asking]:
    """Groups that another keeper of accounts asks this one to open, for safeguarding."""
    if not stands.holds(Responsibility.Kind.ACCOUNTS):
        return []
    known = Asking.objects.open(at).visible_to(person).filter(to=person)
    return list(known.select_related("by").order_by("at", "pk"))


@written_once
def said_to(person: Person, at: datetime) -> QuerySet[Post]:
    """What colleagues wrote for this person above all, and has no answer of theirs yet."""
    named = Post.objects.visible_to(person).unanswered_by(person, at=at)
    return named.select_related("by", "thread__group").order_by("-at", "-pk")[:FEW]


@written_once
def unconfirmed_promises(person: Person) -> QuerySet[Promise]:
    """What another member typed for this one, who has not said yes to it."""
    return Promise.objects.open().of(person).unconfirmed().select_related("by", "group").order_by("made_at", "pk")


@written_once
def going_on(person: Person) -> QuerySet[Meeting]:
    """The meetings of one's groups that are in progress at this moment."""
    sitting = Meeting.objects.of_member(person).filter(sitting__closed_at=None, sitting__isnull=False)
    return sitting.select_related("group").order_by("starts_at")


@written_once
def walks_of(person: Person, today: date) -> QuerySet[Walk]:
    """The learning walks that this person walks within a week."""
    week = Walk.objects.walked_by(person, today, today + timedelta(days=6))
    return week.select_related("aspect").order_by("first_on", "pk")


@written_once
def offers_to(person: Person) -> QuerySet[Offer]:
    """Schools that say this person works there, and wait for their yes."""
    return Offer.objects.open().filter(person=person).select_related("school").order_by("at", "pk")


@written_once
def my_groups(person: Person, at: datetime) -> QuerySet[Group]:
    own = with_first_try(Group.objects.of_member(person).going().select_related("theme"), person, at)
    return with_outlook(own, person).order_by("title", "pk")


@written_once
def agreements_to_see(person: Person) -> QuerySet[Agreement]:
    """What one's groups have agreed, and one has not looked at."""
    return Agreement.objects.to_see(person).select_related("group").order_by("agreed_at", "pk")


def programmes_for(person: Person, stands: Standing) -> list[Programme]:
    """Those in which this person takes part and has not answered, and the newest one they lead: one question."""
    schools = tuple(school.pk for school in stands.schools)
    return _programmes(person, schools, stands.leads_programme)


@written_once
def _programmes(person: Person, schools: tuple[int, ...], leads: int | None) -> QuerySet[Programme]:
    mine = Programme.objects.opened().filter(schools__in=schools).exclude(answers__person=person)
    either = Programme.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk=leads))
    silent = Exists(mine.filter(pk=OuterRef("pk")))
    found = either.select_related("approach", "school", "closing").annotate(is_silent=silent)
    return found.order_by("wishes_until", "pk")


def asking_me(programmes: list[Programme], person: Person, stands: Standing, at: datetime) -> Programme | None:
    """The programme that collects wishes, has none of this person's yet, and closes first."""
    silent = (one for one in programmes if one.is_silent and one.is_collecting(at))  # type: ignore[attr-defined]
    return next((programme for programme in silent if asks(programme, person, stands)), None)


@written_once
def _answered(person: Person) -> QuerySet[Programme]:
    formed = Group.objects.filter(programme=OuterRef("pk"))
    mine = Programme.objects.opened().filter(answers__person=person, wishes_until__isnull=False)
    return mine.filter(~Exists(formed)).select_related("school").order_by("wishes_until", "pk")


@dataclass(frozen=True)
class Awaited:
    """A programme that has somebody's wishes and no groups yet: they hear from it which is theirs."""

    programme: Programme
    is_collecting: bool


def awaited_by(person: Person, at: datetime) -> Awaited | None:
    running = (one for one in _answered(person) if not one.is_over(clock.day_of(at, one.school.timezone)))
    return next((Awaited(programme, programme.is_collecting(at)) for programme in running), None)


def asks(programme: Programme, person: Person, stands: Standing) -> bool:
    """As the programme says; for whoever has long been at their one school that is plain without looking."""
    if len(stands.schools) == 1 and stands.since and stands.since < programme.year_starts_on:
        return not programme.approach.is_for_new_staff
    return programme.asks(person)


@dataclass(frozen=True)
class Lead:
    """Where the lead's newest programme stands, in the one step that comes next."""

    programme: Programme
    step: str
    asked: int = 0
    answered: int = 0


def lead_of(programmes: list[Programme], stands: Standing, at: datetime) -> Lead | None:
    programme = next((one for one in programmes if one.pk == stands.leads_programme), None)
    if programme is None:
        return None
    if not programme.is_open:
        return Lead(programme, "open")
    if programme.is_over(clock.day_of(at, programme.school.timezone)) and not hasattr(programme, "closing"):
        return Lead(programme, "over")
    if programme.is_collecting(at):
        said = Count("pk", filter=Q(pk__in=programme.answers.values("person")))
        return Lead(programme, "collecting", **programme.staff().aggregate(asked=Count("pk"), answered=said))
    return Lead(programme, "running" if Group.objects.filter(programme=programme).exists() else "form")


# So many of what colleagues wrote stand on Today; the rest is in the group's talk.
FEW = 4
