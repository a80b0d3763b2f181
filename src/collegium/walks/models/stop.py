"""The lessons that were drawn, and what was written there. All of it is deleted when the walk is closed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.visits.models import Period
from collegium.visits.models.day import year_around
from collegium.walks.models.walk import MOST_LOOK_FORS, NotNow, Walk, Walker

MOST_SHEETS = 400


class Picked(NamedTuple):
    """A lesson that the lot chose: when, whose, and which of the two walkers goes there."""

    day: date
    period: int
    teacher: int
    class_name: str = ""
    room: str = ""
    first: int = 1
    is_double: bool = False
    is_member: bool = False


class Said(NamedTuple):
    """What a walker's device wrote of one lesson: a step for each look-for, or None where nobody could tell."""

    stop: int
    steps: dict[int, int | None]
    changed: int


class StopQuerySet(models.QuerySet["Stop"]):
    @door
    def visible_to(self, person: Person) -> "StopQuerySet":
        """The walkers', while they walk; and, once somebody was there, the teacher's own. Nobody else's, ever."""
        walks = Walker.objects.filter(walk=OuterRef("walk"), person=person)
        return self.filter(
            Q(Exists(walks), walk__finished_at=None) | Q(teacher=person, is_seen=True)
        )

    def of_walker(self, walker: Walker) -> "StopQuerySet":
        """Where this one of the two goes."""
        return self.filter(walk=walker.walk_id).filter(Q(first=walker.place) | Q(is_double=True))

    def in_order(self) -> "StopQuerySet":
        return self.order_by("day", "period__order", "pk")


class Stop(models.Model):
    """A lesson in which the walkers look in. ``first`` is the walker whose word counts; the other may look too."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="stops")
    teacher = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    class_name = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=60, blank=True)
    first = models.PositiveSmallIntegerField(default=1)
    is_double = models.BooleanField(default=False)
    is_seen = models.BooleanField(default=False)
    # Neither the walkers nor anybody else is shown it: who looks does not know who belongs to a group.
    is_member = models.BooleanField(default=False)

    objects = StopQuerySet.as_manager()

    class Meta:
        constraints = [
            # Nobody is looked in on twice in one walk.
            models.UniqueConstraint(fields=["walk", "teacher"], name="one_stop_for_a_teacher"),
        ]


class SheetQuerySet(models.QuerySet["Sheet"]):
    @door
    def visible_to(self, person: Person) -> "SheetQuerySet":
        """Whoever wrote it, while the walk is under way; the teacher of the lesson, until it is closed."""
        mine = Q(walker__person=person, stop__walk__finished_at=None)
        return self.filter(mine | Q(stop__teacher=person))

    def keep(self, walker: Walker, said: Iterable[Said], *, at: datetime) -> None:
        """What the walker's devices have written so far, in any order and as often as they like.

        Of two words on one lesson the later stands. No entry of history is written: nobody can learn from one who was
        looked in on, and when.
        """
        wanted = {one.stop: one for one in list(said)[:MOST_SHEETS]}
        with transaction.atomic():
            walk = Walk.objects.select_for_update().get(pk=walker.walk_id)
            if not walk.is_under_way:
                raise NotNow
            stops = {stop.pk: stop for stop in Stop.objects.of_walker(walker).filter(pk__in=wanted)}
            steps = {one.pk: len(one.of_scale.steps) for one in walk.looked_for()[:MOST_LOOK_FORS]}
            known = dict(self.filter(walker=walker).values_list("stop", "changed"))
            Sheet.objects.bulk_create(
                [
                    Sheet(stop=stop, walker=walker, changed=wanted[number].changed, steps=_fit(wanted[number], steps))
                    for number, stop in stops.items()
                    if number not in known or wanted[number].changed > known[number]
                ],
                update_conflicts=True, unique_fields=["stop", "walker"], update_fields=["steps", "changed"],
            )  # fmt: skip
            _log(walk, [stop for stop in stops.values() if not stop.is_seen])


class Sheet(models.Model):
    """What one walker saw in one lesson: a step for each look-for, and not a word of free text."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="sheets")
    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="sheets")
    steps = models.JSONField(default=dict)
    changed = models.BigIntegerField(default=0)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stop", "walker"], name="one_sheet_of_a_walker")]

    def step(self, look_for: int) -> int | None:
        found: int | None = self.steps.get(str(look_for))
        return found


class LookedInQuerySet(models.QuerySet["LookedIn"]):
    @door
    def visible_to(self, person: Person) -> "LookedInQuerySet":
        """One's own count, and nobody else's: not that of any walk, nor of anybody above."""
        return self.filter(person=person)


class LookedIn(models.Model):
    """That somebody's lesson was looked in on in a school year, and for how long. It counts against the yearly cap.

    Neither the walk nor the day stands here, so that nobody can put the two together later.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    year_starts_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()

    objects = LookedInQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "looked in"
        indexes = [models.Index(fields=["person", "year_starts_on"])]


def _fit(said: Said, most: dict[int, int]) -> dict[str, int | None]:
    """No step but those of the scale, and nothing that nobody looks for."""
    return {
        str(look_for): step for look_for, step in said.steps.items()
        if look_for in most and (step is None or 0 <= step < most[look_for])
    }  # fmt: skip


def _log(walk: Walk, stops: list[Stop]) -> None:
    """The first word on a lesson says that somebody was there: it counts for its teacher from now on."""
    year, _ = year_around(walk.school, walk.first_on)
    Stop.objects.filter(pk__in=[stop.pk for stop in stops]).update(is_seen=True)
    LookedIn.objects.bulk_create(
        LookedIn(person_id=stop.teacher_id, school_id=walk.school_id, year_starts_on=year, minutes=walk.minutes)
        for stop in stops
    )


def put_down(walk: Walk, picked: Iterable[Picked], *, seed: str, frame: int, by: Person, at: datetime) -> None:
    """These lessons, by this lot. A second draw changes nothing."""
    stops = [
        Stop(walk=walk, day=one.day, period_id=one.period, teacher_id=one.teacher, class_name=one.class_name[:60],
             room=one.room[:60], first=one.first, is_double=one.is_double,
             is_member=one.is_member)
        for one in picked
    ]  # fmt: skip
    with transaction.atomic():
        ready = Walk.objects.filter(pk=walk.pk, drawn_at=None, announced_at__isnull=False, called_off_at=None)
        if ready.update(drawn_at=at, seed=seed, frame=frame, drawn=len(stops)):
            Stop.objects.bulk_create(stops)
            record(by, "drew the lessons of", walk, at=at)
    walk.refresh_from_db()


def reserved(people: Iterable[int], school: School, first: date, last: date) -> list[tuple[int, int]]:
    """Who, and for how many minutes: looked in on in that school year, or drawn for a walk that goes on."""
    them = list(people)
    year, _ = year_around(school, first)
    had = LookedIn.objects.filter(person__in=them, school=school, year_starts_on=year)
    drawn = Stop.objects.filter(
        teacher__in=them, walk__school=school, day__gte=first, day__lte=last, is_seen=False,
        walk__finished_at=None, walk__called_off_at=None,
    )  # fmt: skip
    found: list[Any] = list(had.values_list("person", "minutes"))
    return found + list(drawn.values_list("teacher", "walk__minutes"))
