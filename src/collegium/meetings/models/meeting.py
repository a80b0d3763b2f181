"""One meeting of a group: when, where, and who gives the room."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from collegium.calendar.events import Event
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings import letters
from collegium.people.models import Person, School
from collegium.programmes.models import Programme, RoleTemplate

if TYPE_CHECKING:
    from collegium.meetings.models.invited import Invited

# Time for second thoughts: of several changes in a row, only the last is told.
SETTLING = timedelta(minutes=2)
MOVABLE = frozenset({"starts_at", "minutes", "timezone", "host", "room", "video"})


class ChangedMeanwhile(Exception):
    """Somebody else changed the meeting after this person had opened it."""


def fresh_uid() -> str:
    """A name for the meeting in every calendar, the same for as long as it lives."""
    return f"{uuid4()}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> "MeetingQuerySet":
        """Not called off, and the group still going."""
        return self.filter(cancelled_at=None, group__conclusion=None)

    def confirmed(self) -> "MeetingQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def proposed(self) -> "MeetingQuerySet":
        """Waiting for the group to say yes to the date."""
        return self.filter(confirmed_at=None)

    def not_over(self, at: datetime) -> "MeetingQuerySet":
        minutes = Cast("minutes", models.IntegerField())
        length = ExpressionWrapper(minutes * Value(timedelta(minutes=1)), output_field=DurationField())
        end = ExpressionWrapper(F("starts_at") + length, output_field=models.DateTimeField())
        return self.filter(starts_at__gt=at - timedelta(days=1)).alias(end=end).filter(end__gt=at)

    def upcoming(self, at: datetime) -> "MeetingQuerySet":
        """Still to come or going on now, proposals included. One that was ended early is over."""
        from collegium.meetings.models.sitting import Sitting  # noqa: PLC0415  the two nouns know each other

        ended = Sitting.objects.filter(meeting=OuterRef("pk"), closed_at__isnull=False)
        return self.standing().not_over(at).filter(~Exists(ended))

    def of_member(self, person: Person) -> "MeetingQuerySet":
        """The meetings of the groups to which this person belongs today."""
        return self.filter(group__in=Group.objects.of_member(person))

    def with_what_to_ask(self) -> "MeetingQuerySet":
        """Each knows whether its group has roles in turn, and whether somebody was asked about the room."""
        roles = RoleTemplate.objects.filter(approach=OuterRef("group__approach"), each_meeting=True)
        asked = Meeting.objects.filter(pk=OuterRef("pk"), room_questions__needed=None, room_questions__isnull=False)
        return self.annotate(has_roles=Exists(roles), room_is_asked=Exists(asked))

    @door
    def visible_to(self, person: Person) -> "MeetingQuerySet":
        """Date, host and room: for members, for staff where the group lists itself, and for the programme's lead."""
        planned = Programme.objects.led_by(person).values("pk")
        return self.filter(
            Q(group__in=Group.objects.visible_to(person)) | Q(group__programme__in=planned)
        )

    def at_the_time_of(self, meeting: "Meeting", person: Person) -> list["Meeting"]:
        """Where else this person meets then."""
        near = self.of_member(person).standing().exclude(pk=meeting.pk).select_related("group")
        day = timedelta(days=1)
        around = near.filter(starts_at__gt=meeting.starts_at - day, starts_at__lt=meeting.ends_at)
        return [other for other in around.order_by("starts_at") if other.ends_at > meeting.starts_at]


class Meeting(models.Model):
    """When and where a group meets. The first is fixed; a later one is a proposal until the group confirms it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=75)
    timezone = models.CharField(max_length=60, default="Europe/London")
    host = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, blank=True, related_name="hosted")
    room = models.CharField(max_length=120, blank=True)
    video = models.URLField(max_length=400, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=120, unique=True, default=fresh_uid)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "starts_at"], condition=Q(cancelled_at=None), name="one_meeting_of_a_group_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(video="") | Q(video__startswith="https://"), name="meeting_video_is_encrypted"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meeting_takes_time"),
        ]
        indexes = [models.Index(fields=["group", "starts_at"]), models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"{self.group} {self.local_start:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def local_start(self) -> datetime:
        """The time on the wall where the group meets."""
        return self.starts_at.astimezone(ZoneInfo(self.timezone))

    @property
    def place(self) -> str:
        """Room and school, as far as they are known. Give ``host`` with the meeting."""
        return ", ".join(part for part in (self.room, self.host.name if self.host else "") if part)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def locked(self) -> "Meeting":
        """This meeting with its row held; without its neighbours: joined rows would be those of before a wait."""
        return Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def as_event(self) -> Event:
        """What a calendar may know. Give ``group`` and ``host`` with the meeting."""
        return Event(
            uid=self.uid,
            sequence=self.sequence,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            title=letters.public_title(self.group),
            place=self.place,
            url=settings.ADDRESS + self.get_absolute_url(),
            cancelled=self.is_cancelled,
            proposed=not self.is_confirmed,
            changed_at=self.changed_at,
            inside=self.group.title,
        )

    def confirm(self, *, by: Person, at: datetime) -> None:
        """The group says yes to the date: everybody is invited. A second yes changes nothing."""
        with transaction.atomic():
            standing = Meeting.objects.filter(pk=self.pk, confirmed_at=None, cancelled_at=None)
            if standing.update(confirmed_at=at, changed_at=at):
                record(by, "confirmed", self, at=at)
                self.tell(at=at)
        self.refresh_from_db()

    def move(self, *, by: Person, at: datetime, seen: int | None = None, **changes: Any) -> None:
        """Another time, another place: everybody invited is told. What stands so already is no change.

        ``seen`` is the sequence that the person had before them; if it has risen since, nothing is overwritten.
        """
        assert changes.keys() <= MOVABLE, changes
        with transaction.atomic():
            now = Meeting.objects.select_for_update().get(pk=self.pk)
            if seen is not None and seen != now.sequence:
                raise ChangedMeanwhile
            news = {name: value for name, value in changes.items() if getattr(now, name) != value}
            if news and not now.is_cancelled:
                Meeting.objects.filter(pk=self.pk).update(**news, sequence=F("sequence") + 1, changed_at=at)
                record(by, "moved", self, at=at)
                self.tell(at=at, due_at=at + SETTLING)
        self.refresh_from_db()

    def cancel(self, *, by: Person, at: datetime) -> None:
        """It does not take place; who was invited is told. Calling it off twice changes nothing."""
        with transaction.atomic():
            standing = Meeting.objects.filter(pk=self.pk, cancelled_at=None)
            if standing.update(cancelled_at=at, changed_at=at, sequence=F("sequence") + 1):
                record(by, "cancelled", self, at=at)
                self.tell(at=at)
        self.refresh_from_db()

    def tell(self, *, at: datetime, due_at: datetime | None = None) -> None:
        """Bring everybody up to date: an invitation or change to who belongs, a cancellation to who no longer does.

        What each was last told is kept, so that saying it again sends nothing. Nobody is told about the past.
        """
        with transaction.atomic():
            meeting = self.locked()
            if meeting.ends_at <= at:
                return
            told = {row.person_id: row for row in meeting.invited.select_related("person")}
            expected = meeting.who_is_expected()
            for person in expected:
                row = told.get(person.pk)
                if row is None or row.is_behind(meeting):
                    meeting._invite(person, row, at=at, due_at=due_at)
            gone = told.keys() - {person.pk for person in expected}
            for row in (told[pk] for pk in sorted(gone)):
                if not row.cancelled:
                    row.take_back(meeting, at=at)

    def who_is_expected(self) -> list[Person]:
        """The members of today whom a letter can reach, if the meeting is confirmed and stands."""
        if not Meeting.objects.filter(pk=self.pk).standing().confirmed().exists():
            return []
        members = self.group.memberships.current().values("person")
        return list(Person.objects.signing_in().filter(pk__in=members, email__isnull=False).order_by("pk"))

    def _invite(self, person: Person, row: "Invited | None", *, at: datetime, due_at: datetime | None) -> None:
        is_new = row is None
        if row is None:
            row = self.invited.create(person=person, sequence=self.sequence, version=self.sequence, at=at)
            row.keep_organiser()
        else:
            row.bring_up_to_date(self, at=at)
        letters.invite(self, row, is_new=is_new, at=at, due_at=due_at)
