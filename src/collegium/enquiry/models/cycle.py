"""One pass through a method's stages: what was written in each, what was expected, and what comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.programmes.models import Stage

if TYPE_CHECKING:
    from typing import Self


class Missing(Exception):
    """A stage that is required has not been gone through: the cycle cannot be finished without it."""

    def __init__(self, passages: "Sequence[Passage]") -> None:
        super().__init__(", ".join(passage.stage.name for passage in passages))
        self.passages = passages


class InGroupQuerySet(models.QuerySet):
    """What a group writes for itself."""

    group_by = "group"

    @door
    def visible_to(self, person: Person) -> "Self":
        """For the members of today. No duty opens it, and nobody who left."""
        return self.filter(**{f"{self.group_by}__in": Group.objects.of_member(person)})


class CycleQuerySet(InGroupQuerySet):
    def going(self) -> "CycleQuerySet":
        return self.filter(finished_at=None)

    def begin(self, group: Group, title: str, *, by: Person, at: datetime, number: int = 1) -> "Cycle":
        """The first stage begins. A cycle that goes on already is given back."""
        with transaction.atomic():
            group.locked()
            if going := self.going().filter(group=group).first():
                return going
            cycle: Cycle = self.create(group=group, title=title, number=number, of=group.approach.times, at=at)
            stages = group.approach.stages.order_by("order")
            passages = Passage.objects.bulk_create(Passage(cycle=cycle, stage=stage) for stage in stages)
            if passages:
                passages[0].enter(at=at)
            record(by, "began", cycle, at=at)
        return cycle


class Cycle(models.Model):
    """A group's way through the stages of its approach, once; a lesson may have several, one after another."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="cycles")
    title = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(default=1)
    of = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(finished_at=None), name="one_cycle_at_a_time")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("enquiry:cycle", args=[self.pk])

    @property
    def is_last(self) -> bool:
        return self.number >= self.of

    def now_at(self) -> "Passage | None":
        """The stage that the group is at."""
        return self.passages.now().select_related("stage").first()

    def go_on(self, *, by: Person, at: datetime, early: bool = False) -> "Passage | None":
        """On to the next stage that has not been gone through; early, before the gate is met, is remembered."""
        with transaction.atomic():
            if not self._is_held():
                return None
            now = self.now_at()
            if now:
                now.leave(by=by, at=at, early=early)
            ahead = self.passages.filter(done_at=None).select_related("stage").order_by("stage__order")
            later = [one for one in ahead if not now or one.stage.order > now.stage.order]
            following = next(iter(later), None)
            if following:
                following.enter(at=at)
            if now or following:
                record(by, "went on", self, at=at)
        return following

    def go_to(self, passage: "Passage", *, by: Person, at: datetime) -> None:
        """To any stage: forward, or back to one that is worth another look. What was written there stays."""
        with transaction.atomic():
            if not self._is_held():
                return
            now = self.now_at()
            if now and now.pk == passage.pk:
                return
            if now:
                Passage.objects.filter(pk=now.pk).update(is_now=False)
            passage.enter(at=at)
            record(by, "went to", self, at=at)

    def finish(self, *, by: Person, at: datetime) -> None:
        """This pass is over. Only a stage that is required can be missing; finishing twice changes nothing."""
        with transaction.atomic():
            if self._is_held():
                self._end(by=by, at=at)
        self.refresh_from_db()

    def _end(self, *, by: Person, at: datetime) -> None:
        now = self.now_at()
        if lacking := [one for one in self.missing() if not now or one.pk != now.pk]:
            raise Missing(lacking)
        if now:
            now.leave(by=by, at=at)
        Cycle.objects.filter(pk=self.pk).update(finished_at=at)
        record(by, "finished", self, at=at)

    def next_one(self, *, by: Person, at: datetime) -> "Cycle":
        """The same lesson once more, revised."""
        return Cycle.objects.begin(self.group, self.title, by=by, at=at, number=self.number + 1)

    def write(
        self, *, person: Person, stage: Stage, text: str, at: datetime, kind: str = "note", pupil: str = ""
    ) -> "Note | Prediction":
        """What a member writes at a stage, beside what the others wrote there."""
        written: Note | Prediction
        with transaction.atomic():
            if kind == "prediction":
                written = Prediction.objects.create(
                    cycle=self, stage=stage, person=person, text=text, pupil=pupil, at=at
                )
            else:
                written = Note.objects.create(cycle=self, stage=stage, person=person, text=text, at=at)
            record(person, "wrote", written, at=at)
        return written

    def missing(self) -> "list[Passage]":
        """Required, and not gone through or left before its gate was met."""
        required = self.passages.filter(stage__gate_required=True)
        return list(required.filter(Q(done_at=None) | Q(early=True)).select_related("stage").order_by("stage__order"))

    def _is_held(self) -> bool:
        """Two members who press at once are one after the other; a cycle that is over is held by nobody."""
        return Cycle.objects.select_for_update().get(pk=self.pk).finished_at is None


class PassageQuerySet(models.QuerySet["Passage"]):
    def now(self) -> "PassageQuerySet":
        return self.filter(is_now=True)


class Passage(models.Model):
    """A stage of one cycle: when the group came to it, when it went on, and whether it went on early."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="passages")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    is_now = models.BooleanField(default=False)
    at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    early = models.BooleanField(default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "stage"], name="one_passage_of_a_stage"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(is_now=True), name="one_stage_at_a_time"),
        ]

    def enter(self, *, at: datetime) -> None:
        Passage.objects.filter(pk=self.pk).update(is_now=True, at=at)

    def leave(self, *, by: Person, at: datetime, early: bool = False) -> None:
        """Gone through. Early: before what its gate asks for was there."""
        Passage.objects.filter(pk=self.pk).update(is_now=False, done_at=at, early=early)
        if early:
            record(by, "went on early", self.cycle, at=at)


class StageNoteQuerySet(InGroupQuerySet):
    group_by = "cycle__group"


class Note(models.Model):
    """What a member wrote at a stage. Each is its author's: nobody writes over anybody."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="notes")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    objects = StageNoteQuerySet.as_manager()

    def write(self, text: str, *, at: datetime) -> None:
        """Other words, or none: then it is gone."""
        with transaction.atomic():
            record(self.person, "changed", self, at=at)
            if not text:
                self.delete()
                return
            self.text = text
            self.save(update_fields=["text"])


class PredictionQuerySet(InGroupQuerySet):
    group_by = "cycle__group"

    @door
    def visible_to(self, person: Person) -> "PredictionQuerySet":
        """One's own at once; the others' when nothing is to be kept until a lesson is over, or when it is."""
        hiding = Stage.objects.filter(approach=OuterRef("cycle__group__approach"), reveals=True)
        over = Passage.objects.filter(cycle=OuterRef("cycle"), stage__reveals=True, done_at__isnull=False)
        inside: PredictionQuerySet = super().visible_to(person)
        return inside.filter(Q(person=person) | ~Exists(hiding) | Exists(over))


class Prediction(models.Model):
    """What somebody expects before a lesson or a test, and what was seen then. Pupils stand here by a pseudonym."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="predictions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    pupil = models.CharField(max_length=30, blank=True)
    text = models.CharField(max_length=400)
    seen = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = PredictionQuerySet.as_manager()

    def compare(self, seen: str, *, by: Person, at: datetime) -> None:
        """What came of it, beside what was expected. The expectation itself is never changed."""
        with transaction.atomic():
            self.seen, self.seen_at = seen, at if seen else None
            self.save(update_fields=["seen", "seen_at"])
            record(by, "compared", self, at=at)


class LessonPlanQuerySet(InGroupQuerySet):
    group_by = "cycle__group"

    def add(self, cycle: Cycle, text: str, *, why: str = "", by: Person, at: datetime) -> "LessonPlan":
        """The next version, with what made us change it. Earlier ones stay."""
        with transaction.atomic():
            cycle.group.locked()
            last = self.filter(cycle__group=cycle.group, cycle__title=cycle.title).order_by("-number").first()
            plan: LessonPlan = self.create(
                cycle=cycle, number=last.number + 1 if last else 1, text=text, why=why, person=by, at=at
            )
            record(by, "planned", plan, at=at)
        return plan


class LessonPlan(models.Model):
    """A version of the lesson that a group works on: what it is now, what changed, and why."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=8000)
    why = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = LessonPlanQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="one_plan_of_a_number")]

