"""One visit: who comes to whose lesson, when, and what the two have said to it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.calendar.events import Event
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.visits import letters, observed
from collegium.visits.models.day import Period, year_around
from collegium.visits.models.plan import Plan
from collegium.visits.models.rules import Rules
from collegium.visits.models.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable


class Clash(Exception):
    """One of the two is in another visit then."""


class ChangedMeanwhile(Exception):
    """The other one changed the visit after this person had opened it."""


class Over(Exception):
    """The visit is off, or its time has passed."""


def fresh_uid() -> str:
    return f"{uuid4()}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> "VisitQuerySet":
        """Not called off by either."""
        return self.filter(ended_at=None)

    def agreed(self) -> "VisitQuerySet":
        return self.standing().filter(visitor_said_at__isnull=False, visited_said_at__isnull=False)

    def of(self, person: Person) -> "VisitQuerySet":
        """This person is one of the two."""
        return self.filter(Q(visitor=person) | Q(visited=person))

    @door
    def visible_to(self, person: Person) -> "VisitQuerySet":
        """The two; and that one is to be, the group in which they agreed to visit each other. No role adds to it."""
        mine = Group.objects.of_member(person)
        return self.filter(Q(visitor=person) | Q(visited=person) | Q(group__in=mine, ended_at=None))

    def upcoming(self, at: datetime) -> "VisitQuerySet":
        return self.standing().filter(ends_at__gt=at)

    def waiting_for(self, person: Person, at: datetime) -> "VisitQuerySet":
        """Still to come, and this person has not said yes or no."""
        silent = Q(visitor=person, visitor_said_at=None) | Q(visited=person, visited_said_at=None)
        return self.upcoming(at).filter(silent)

    def counting(self, at: datetime) -> "VisitQuerySet":
        """What stands against the yearly cap: agreed or held, and what may still be agreed."""
        both = Q(visitor_said_at__isnull=False, visited_said_at__isnull=False)
        return self.standing().filter(both | Q(ends_at__gt=at))

    def held(self, at: datetime) -> "VisitQuerySet":
        """Took place, as far as anybody knows."""
        return self.agreed().filter(ends_at__lte=at)

    def overlapping(self, people: "Iterable[Person]", when: When) -> "VisitQuerySet":
        them = list(people)
        return (
            self.standing()
            .filter(Q(visitor__in=them) | Q(visited__in=them))
            .filter(starts_at__lt=when.ends_at, ends_at__gt=when.starts_at)
        )

    def arrange(
        self, visitor: Person, visited: Person, when: When, *, school: School, by: Person, at: datetime,
        group: Group | None = None, plan: Plan | None = None, focus: str = "",
    ) -> "Visit":  # fmt: skip
        """Put a visit to the two. Whoever asks by hand has said yes already; planned, neither has.

        The cap and the two's other visits hold for every caller at once: their rows are held while we count.
        """
        with transaction.atomic():
            hold(visitor, visited)
            rules = Rules.objects.of(group.programme if group else None)
            rules.ensure_room(had(visited, school, when.day_at(school), at=at), when.minutes)
            if self.overlapping([visitor, visited], when).exists():
                raise Clash
            visit = self.create(
                visitor=visitor, visited=visited, school=school, group=group, plan=plan, focus=focus,
                asked_at=at, changed_at=at, **when.fields(),
                visitor_said_at=at if by == visitor and not plan else None,
                visited_said_at=at if by == visited and not plan else None,
            )  # fmt: skip
            record(by, "asked for", visit, at=at)
            visit.ask(at=at)
        return visit


class Visit(models.Model):
    """A colleague in a teacher's lesson, at the teacher's invitation. It belongs to the two of them."""

    visitor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits_made")
    visited = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits_had")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="visits")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits")
    plan = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits")
    period = models.ForeignKey(Period, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    class_name = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=60, blank=True)
    cover = models.BooleanField(default=False)
    talk_starts_at = models.DateTimeField(null=True, blank=True)
    talk_ends_at = models.DateTimeField(null=True, blank=True)
    focus = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    visitor_said_at = models.DateTimeField(null=True, blank=True)
    visited_said_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    covered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=120, unique=True, default=fresh_uid)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(visitor=F("visited")), name="nobody_visits_themselves"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["visitor", "starts_at"]),
            models.Index(fields=["visited", "starts_at"]),
            models.Index(fields=["group", "starts_at"]),
            models.Index(fields=["school", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("visits:visit", args=[self.pk])

    @property
    def is_agreed(self) -> bool:
        return self.ended_at is None and self.visitor_said_at is not None and self.visited_said_at is not None

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def zone(self) -> ZoneInfo:
        """The clock on the wall where the lesson is. Give ``school`` with the visit."""
        return ZoneInfo(self.school.timezone)

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.zone)

    def is_mine(self, person: Person) -> bool:
        return person.pk in (self.visitor_id, self.visited_id)

    def other(self, person: Person) -> Person:
        """The other one of the two. Give both with the visit."""
        return self.visited if person.pk == self.visitor_id else self.visitor

    def asked_anew_since(self, moment: datetime) -> bool:
        """Moved since then: a yes of before is not one to this time."""
        return self.changed_at > moment

    def waits_for(self, person: Person) -> bool:
        said = self.visitor_said_at if person.pk == self.visitor_id else self.visited_said_at
        return self.ended_at is None and self.is_mine(person) and said is None

    def accept(self, *, by: Person, at: datetime, seen: int | None = None) -> None:
        """Yes. With the second yes it stands in both calendars. A second yes of the same person changes nothing."""
        with transaction.atomic():
            now = self._held(at, seen)
            if now.waits_for(by):
                now._says_yes(by, at)
                record(by, "accepted", now, at=at)
                if now.is_agreed:
                    now._change(at=at)
                    letters.settled(now, at=at)
        self.refresh_from_db()

    def decline(self, *, by: Person, at: datetime) -> None:
        """No, or no longer; nobody asks why. Doing it again changes nothing."""
        with transaction.atomic():
            now = Visit.objects.select_for_update().get(pk=self.pk)
            if now.ended_at is None:
                was_agreed = now.is_agreed
                now._change(at=at, ended_at=at)
                record(by, "called off", now, at=at)
                letters.called_off(now, by=by, was_agreed=was_agreed, at=at)
        self.refresh_from_db()

    def move(self, when: When, *, by: Person, at: datetime, seen: int | None = None) -> None:
        """Another time: the one who moves it has said yes to it, the other is asked anew."""
        with transaction.atomic():
            hold(self.visitor, self.visited)
            now = self._held(at, seen)
            others = Visit.objects.exclude(pk=now.pk)
            rules = Rules.objects.of(now.group.programme if now.group else None)
            day = when.day_at(now.school)
            rules.ensure_room(had(now.visited, now.school, day, at=at, among=others), when.minutes)
            if others.overlapping([now.visitor, now.visited], when).exists():
                raise Clash
            was_agreed = now.is_agreed
            now._change(at=at, **when.fields(), visitor_said_at=None, visited_said_at=None, covered_at=None)
            now._says_yes(by, at)
            record(by, "moved", now, at=at)
            letters.moved(now, by=by, was_agreed=was_agreed, at=at)
        self.refresh_from_db()

    def look_at(self, focus: str, *, by: Person, at: datetime) -> None:
        """What the visited teacher would like the visitor to look at."""
        with transaction.atomic():
            if Visit.objects.filter(~Q(focus=focus), pk=self.pk).update(focus=focus):
                record(by, "set the focus of", self, at=at)
        self.focus = focus

    def cover_is_arranged(self, *, by: Person, at: datetime) -> None:
        """Somebody takes the visitor's class. Said twice, it stands once."""
        with transaction.atomic():
            if Visit.objects.filter(pk=self.pk, cover=True, covered_at=None).update(covered_at=at):
                record(by, "arranged cover for", self, at=at)
        self.refresh_from_db(fields=["covered_at"])

    def ask(self, *, at: datetime) -> None:
        """Write to whoever has not said anything yet."""
        for person in (self.visited, self.visitor):
            if self.waits_for(person):
                letters.ask(self, person, at=at)

    def events(self, person: Person) -> list[Event]:
        """What this person's calendar may know: never the other's name, nor the room, which would tell it."""
        is_visitor = person.pk == self.visitor_id
        lesson = letters.as_event(self, is_visitor=is_visitor, other=self.other(person).name)
        if self.talk_starts_at is None:
            return [lesson]
        return [lesson, letters.talk_as_event(self, other=self.other(person).name)]

    def _says_yes(self, by: Person, at: datetime) -> None:
        name = "visitor_said_at" if by.pk == self.visitor_id else "visited_said_at"
        Visit.objects.filter(pk=self.pk).update(**{name: at})
        setattr(self, name, at)

    def _change(self, *, at: datetime, **fields: Any) -> None:
        Visit.objects.filter(pk=self.pk).update(**fields, changed_at=at, sequence=F("sequence") + 1)
        for name, value in fields.items():
            setattr(self, name, value)
        self.changed_at, self.sequence = at, self.sequence + 1

    def _held(self, at: datetime, seen: int | None) -> "Visit":
        """The visit as it is now, and nobody else changes it until the transaction ends."""
        # Without its neighbours: joined rows would be those of before a wait.
        now = Visit.objects.select_for_update().get(pk=self.pk)
        if seen is not None and seen != now.sequence:
            raise ChangedMeanwhile
        if now.ended_at is not None or now.ends_at <= at:
            raise Over
        return now


def hold(*people: Person) -> None:
    """Hold the rows of these people, always in the same order, so that whoever counts their visits counts alone."""
    numbers = [person.pk for person in people]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk").values_list("pk"))


def had(
    person: "Person | int", school: School, day: date, *, at: datetime, among: "VisitQuerySet | None" = None
) -> list[int]:
    """The minutes of each visit that this teacher had or will have in the school year of that day, of any kind."""
    first, last = year_around(school, day)
    zone = ZoneInfo(school.timezone)
    begins = datetime.combine(first, datetime.min.time(), tzinfo=zone)
    ends = datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    among = Visit.objects.all() if among is None else among
    visits = among.counting(at).filter(visited=person, starts_at__gte=begins, starts_at__lt=ends)
    number = person if isinstance(person, int) else person.pk
    besides = [minutes for _person, minutes in observed.minutes([number], school, first, last)]
    return [visit.minutes for visit in visits.only("starts_at", "ends_at")] + besides
