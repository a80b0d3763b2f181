"""A learning walk: short visits to lessons drawn by lot, about the school and never about a person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility, School
from collegium.people.models.year import in_words
from collegium.people.schooldays import days_open
from collegium.programmes.models import Aspect
from collegium.walks.scales import CHOICES, SCALES, Scale

# So many school days lie between the announcement and the walk, not counting either.
NOTICE_DAYS = 5
# A few minutes: a lesson is looked into, and not observed.
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 15
# The policy: two colleagues at any time, at the most.
MOST_WALKERS = 2
MOST_LOOK_FORS = 5
# Days on which a walk may go on. More would be another walk.
MOST_DAYS = 5
# For so long after the walk the teachers of its lessons can read what was written there. Then it is deleted.
READABLE_DAYS = 7
FURTHEST_BACK = timedelta(days=120)
# The policy: how walks are done is looked at again with the staff, once a year at the least.
REVIEWED_WITHIN = timedelta(days=365)


class NotEnoughNotice(Exception):
    """The staff would hear of it too late."""


class NotReviewed(Exception):
    """For more than a year nobody has looked with the staff at how walks are done."""


class NotYet(Exception):
    """Lessons are drawn on the last school day before the walk at the earliest."""


class NotNow(Exception):
    """The walk is not at the stage at which this is done."""


class LookingFor(NamedTuple):
    """One thing to look for, and on which scale it is said."""

    text: str
    scale: str = "yes-no"


class WalkQuerySet(models.QuerySet["Walk"]):
    @door
    def visible_to(self, person: Person) -> "WalkQuerySet":
        """Announced, every colleague of the school. Before, who prepares it and who is to walk."""
        walks = Walker.objects.filter(walk=OuterRef("pk"), person=person)
        told = Q(announced_at__isnull=False, school__in=School.objects.served_by(person))
        return self.filter(told | Q(school__in=prepared_by(person)) | (Exists(walks) & Q(called_off_at=None)))

    def announced(self) -> "WalkQuerySet":
        return self.filter(announced_at__isnull=False, called_off_at=None)

    def walked(self) -> "WalkQuerySet":
        """Over, with a result."""
        return self.filter(finished_at__isnull=False)

    def reviewed(self, school: School) -> date | None:
        """When a school last looked with its staff at how walks are done."""
        return self.filter(school=school).aggregate(last=Max("reviewed_on"))["last"]

    def walked_by(self, person: Person, first: date, last: date) -> "WalkQuerySet":
        """Announced for these days, not over, and this person is one of the two."""
        goes = Walker.objects.filter(walk=OuterRef("pk"), person=person)
        return self.announced().filter(Exists(goes), finished_at=None, first_on__lte=last, last_on__gte=first)

    def to_close(self, at: datetime) -> "WalkQuerySet":
        """Whose teachers have had their time to read what was written."""
        return self.walked().filter(closed_at=None, finished_at__lte=at - timedelta(days=READABLE_DAYS))

    def prepare(
        self, school: School, aspect: Aspect, *, walkers: Sequence[Person], look_fors: Iterable[LookingFor],
        by: Person, at: datetime, **said: Any,
    ) -> "Walk":  # fmt: skip
        """A walk that nobody but those who prepare it knows of yet."""
        with transaction.atomic():
            walk = self.create(school=school, aspect=aspect, by=by, made_at=at, **said)
            walk._write(walkers, look_fors)
            record(by, "prepared", walk, at=at)
        return walk


class Walk(models.Model):
    """Who looks for what, when; how many lessons were drawn from how many; and whether it is over."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="walks")
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, related_name="walks")
    focus = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    begins_at = models.TimeField(default=time(8, 0))
    ends_at = models.TimeField(default=time(16, 0))
    minutes = models.PositiveSmallIntegerField(default=10)
    margin = models.PositiveSmallIntegerField(default=15)
    agreed_with = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    # The year whose members of groups on the aspect are counted apart, as a number; none: nobody is.
    members_in = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    # With it the draw can be done again, which is how one checks it; so it goes when the list of lessons goes.
    seed = models.CharField(max_length=40, blank=True)
    frame = models.PositiveIntegerField(default=0)
    drawn = models.PositiveSmallIntegerField(default=0)
    lessons = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = WalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(SHORTEST_MINUTES, LONGEST_MINUTES)), name="a_walk_looks_in_for_minutes"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="a_walk_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | Q(announced_at__isnull=False), name="no_walk_unannounced"
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(reviewed_on__isnull=False), name="no_walk_by_rules_not_looked_at"
            ),
            models.CheckConstraint(condition=Q(closed_at=None) | Q(seed=""), name="a_closed_walk_has_no_seed"),
        ]
        indexes = [models.Index(fields=["school", "first_on"])]

    def __str__(self) -> str:
        return self.focus

    def get_absolute_url(self) -> str:
        return reverse("walks:walk", args=[self.pk])

    @property
    def members_year(self) -> str:
        return in_words(self.members_in) if self.members_in else ""

    @property
    def is_draft(self) -> bool:
        return self.announced_at is None and self.called_off_at is None

    @property
    def is_coming(self) -> bool:
        """Announced, and its lessons are not drawn."""
        return self.announced_at is not None and self.drawn_at is None and self.called_off_at is None

    @property
    def is_under_way(self) -> bool:
        return self.drawn_at is not None and self.finished_at is None and self.called_off_at is None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def looked_for(self) -> "models.QuerySet[LookFor]":
        return self.look_fors.order_by("order")

    def change(
        self, *, walkers: Sequence[Person], look_fors: Iterable[LookingFor], by: Person, at: datetime, **said: Any
    ) -> None:
        """Before it is announced, and never after: what was agreed stands."""
        with transaction.atomic():
            if not Walk.objects.filter(pk=self.pk, announced_at=None, called_off_at=None).update(**said):
                raise NotNow
            self.walkers.all().delete()
            self.look_fors.all().delete()
            self._write(walkers, look_fors)
            record(by, "prepared", self, at=at)
        self.refresh_from_db()

    def announce(self, *, agreed_with: str, reviewed_on: date, by: Person, at: datetime) -> None:
        """Tell the whole staff: what is looked for, when, by whom, and with whom that was agreed.

        ``reviewed_on``: when the staff last looked at how walks are done here.
        """
        if len(self.notice(at)) < NOTICE_DAYS:
            raise NotEnoughNotice
        today = at.astimezone(ZoneInfo(self.school.timezone)).date()
        if not today - REVIEWED_WITHIN <= reviewed_on <= today:
            raise NotReviewed
        with transaction.atomic():
            draft = Walk.objects.filter(pk=self.pk, announced_at=None, called_off_at=None)
            if draft.update(announced_at=at, agreed_with=agreed_with, reviewed_on=reviewed_on):
                record(by, "announced", self, at=at)
        self.refresh_from_db()

    def notice(self, at: datetime) -> list[date]:
        """The school days that lie between today and the walk."""
        today = at.astimezone(ZoneInfo(self.school.timezone)).date()
        return days_open(self.school, today + timedelta(days=1), self.first_on - timedelta(days=1))

    def earliest_draw(self) -> date:
        """The last school day before the walk: the shorter a list of lessons lies about, the better."""
        before = days_open(self.school, self.first_on - FURTHEST_BACK, self.first_on - timedelta(days=1))
        return before[-1] if before else self.first_on

    def may_be_drawn_on(self, at: datetime) -> bool:
        return at.astimezone(ZoneInfo(self.school.timezone)).date() >= self.earliest_draw()

    def call_off(self, *, by: Person, at: datetime) -> None:
        """It does not take place, or not to its end. What was drawn and written is gone at once."""
        with transaction.atomic():
            open_still = Walk.objects.filter(pk=self.pk, called_off_at=None, finished_at=None)
            if open_still.update(called_off_at=at, seed=""):
                self.stops.all().delete()
                record(by, "called off", self, at=at)
        self.refresh_from_db()

    def _write(self, walkers: Sequence[Person], look_fors: Iterable[LookingFor]) -> None:
        Walker.objects.bulk_create(
            Walker(walk=self, person=person, place=place) for place, person in enumerate(walkers, start=1)
        )
        LookFor.objects.bulk_create(
            LookFor(walk=self, order=order, text=one.text, scale=one.scale)
            for order, one in enumerate(look_fors, start=1)
        )


class Walker(models.Model):
    """One of the two, at the most, who walk."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="walkers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="walked")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["walk", "place"], name="one_walker_at_a_place"),
            models.UniqueConstraint(fields=["walk", "person"], name="nobody_walks_twice_at_once"),
            models.CheckConstraint(condition=Q(place__range=(1, MOST_WALKERS)), name="two_walkers_at_the_most"),
        ]


class LookFor(models.Model):
    """One thing to look for in a lesson. When the walk is over: how many lessons it was, and how far two agreed."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="look_fors")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    scale = models.CharField(max_length=12, choices=CHOICES, default="yes-no")
    # Lessons on each step of the scale; nobody can tell from them which lesson it was.
    counts = models.JSONField(default=list, blank=True)
    # Of members, and of the others: in how many lessons it was seen, and of how many. Only where both may be told.
    apart = models.JSONField(default=list, blank=True)
    doubled = models.PositiveSmallIntegerField(default=0)
    alike = models.PositiveSmallIntegerField(default=0)
    alpha = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walk", "order"], name="one_look_for_at_a_place")]

    def __str__(self) -> str:
        return self.text

    @property
    def of_scale(self) -> Scale:
        return SCALES[self.scale]


def prepared_by(person: Person) -> models.QuerySet[School]:
    """The schools whose walks this person prepares: with its programmes, or with leading it."""
    mine = Responsibility.objects.current().filter(
        person=person, kind__in=[Responsibility.Kind.CPD_LEAD, Responsibility.Kind.LEADERSHIP]
    )
    return School.objects.filter(
        Exists(mine.filter(school=OuterRef("pk"))) | Exists(mine.filter(network__schools=OuterRef("pk")))
    )
