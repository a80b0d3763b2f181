"""A group chooses its year: up to three possible ones, what members say to them, and the one that is taken."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models import Series
from collegium.meetings.taking import Rhythm, Stop, propose_on
from collegium.people.models import Person, School
from collegium.scheduling.models.poll import Option, Poll


class Settled(Exception):
    """The group has taken its year, or dropped the choice."""


class ChoosingQuerySet(models.QuerySet["Choosing"]):
    @door
    def visible_to(self, person: Person) -> "ChoosingQuerySet":
        """The group's: a possible year says who would miss what."""
        return self.filter(group__in=Group.objects.of_member(person))

    def open(self) -> "ChoosingQuerySet":
        return self.filter(closed_at=None)

    def offer(
        self, group: Group, years: list[dict[str, Any]], *, by: Person, at: datetime, poll: Poll | None = None,
        unmet: dict[str, Any] | None = None, **asked: Any,
    ) -> "Choosing":  # fmt: skip
        """Lay possible years before a group, in place of those that lay there before."""
        with transaction.atomic():
            group.locked()
            self.filter(group=group).open().update(closed_at=at)
            choosing = self.create(group=group, by=by, at=at, poll=poll, unmet=unmet, **asked)
            for number, year in enumerate(years, start=1):
                choosing.years.create(number=number, **year)
            if poll is not None:
                poll.close(by=by, at=at)
            record(by, "offered", choosing, at=at)
        return choosing


class Choosing(models.Model):
    """Possible years that lie before a group. Members agree to those they could live with; one is taken."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="choosings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    poll = models.ForeignKey(Poll, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=75)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    least_days_between = models.PositiveSmallIntegerField(default=21)
    from_programme = models.BooleanField(default=False)
    # Why there is no possible year, and what would change that, in the planner's codes.
    unmet = models.JSONField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ChoosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(closed_at=None), name="one_open_choosing")
        ]

    def get_absolute_url(self) -> str:
        return reverse("scheduling:choosing", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def held(self) -> "Choosing":
        return Choosing.objects.select_for_update(no_key=True).get(pk=self.pk)

    def drop(self, *, by: Person, at: datetime) -> None:
        """None of them. A second dropping changes nothing."""
        with transaction.atomic():
            if Choosing.objects.filter(pk=self.pk, closed_at=None).update(closed_at=at):
                record(by, "dropped", self, at=at)
        self.refresh_from_db(fields=["closed_at"])


class YearQuerySet(models.QuerySet["Year"]):
    @door
    def visible_to(self, person: Person) -> "YearQuerySet":
        return self.filter(choosing__in=Choosing.objects.visible_to(person))


class Year(models.Model):
    """One possible year of a group: on which days, at which schools, and who would be missing."""

    choosing = models.ForeignKey(Choosing, on_delete=models.CASCADE, related_name="years")
    number = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    # For each meeting: on (ISO date), host (number of a school or null), room, absent (numbers of people).
    stops = models.JSONField()
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = YearQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["choosing", "number"], name="one_year_of_a_number")]

    def agree(self, person: Person, *, at: datetime) -> None:
        """This person could live with it. Saying so twice changes nothing."""
        with transaction.atomic():
            if not self.choosing.held().is_open:
                raise Settled
            _agreement, is_new = self.agreements.get_or_create(person=person, defaults={"at": at})
            if is_new:
                record(person, "agreed to", self, at=at)

    def take_back(self, person: Person, *, at: datetime) -> None:
        """Rather not, after all."""
        with transaction.atomic():
            if not self.choosing.held().is_open:
                raise Settled
            if self.agreements.filter(person=person).delete()[0]:
                record(person, "took back", self, at=at)

    def take(self, *, by: Person, at: datetime) -> Series:
        """The group takes this year: the dates stand, everybody is invited. Proposals of before are dropped.

        Taking it a second time changes nothing; where another was taken meanwhile, that one stands.
        """
        with transaction.atomic():
            self.choosing.group.locked()
            choosing = self.choosing.held()
            if not choosing.is_open:
                if Year.objects.filter(pk=self.pk, taken_at__isnull=False).exists():
                    return choosing.group.series
                raise Settled
            self._choose_time(choosing, by, at)
            series = propose_on(choosing.group, self.rhythm(choosing), self.as_stops(), by=by, at=at)
            series.confirm(by=by, at=at)
            Year.objects.filter(pk=self.pk).update(taken_at=at)
            Choosing.objects.filter(pk=choosing.pk).update(closed_at=at)
            record(by, "took", self, at=at)
        return series

    def rhythm(self, choosing: Choosing) -> Rhythm:
        return Rhythm(
            weekday=self.weekday, starts_at=self.starts_at, minutes=choosing.minutes, number=choosing.number,
            least_days_between=choosing.least_days_between,
        )  # fmt: skip

    def as_stops(self) -> list[Stop]:
        """Its days that are still there, with schools as they are now."""
        hosts = School.objects.in_bulk([stop["host"] for stop in self.stops if stop["host"]])
        return [Stop(date.fromisoformat(stop["on"]), hosts.get(stop["host"]), stop["room"]) for stop in self.stops]

    def _choose_time(self, choosing: Choosing, by: Person, at: datetime) -> None:
        option = Option.objects.filter(poll=choosing.poll, weekday=self.weekday, starts_at=self.starts_at).first()
        if choosing.poll and option:
            choosing.poll.choose(option, by=by, at=at)


class Agreement(models.Model):
    """That a member could live with this year."""

    year = models.ForeignKey(Year, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "person"], name="one_agreement_to_a_year")]
