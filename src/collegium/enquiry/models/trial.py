"""What somebody tried with a class, and what became of it. One tap is a complete report."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models import Promise
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.enquiry.models.idea import Idea


class Verdict(models.TextChoices):
    """What became of it. None of the four is better than another, and "not yet" is an answer."""

    KEPT = "kept", _("kept")
    CHANGED = "changed", _("changed")
    DROPPED = "dropped", _("dropped")
    NOT_YET = "not-yet", _("not yet")


def waiting_of(person: Person) -> models.QuerySet[Promise]:
    """What this person said they would try, in groups that go on, and has not told of, or carries on."""
    mine = Promise.objects.open().of(person).filter(group__in=Group.objects.of_member(person).going())
    return mine.filter(Q(trial=None) | Q(trial__verdict=Verdict.NOT_YET))


class TrialQuerySet(models.QuerySet["Trial"]):
    @door
    def visible_to(self, person: Person) -> "TrialQuerySet":
        """One's own, and what was told to one's groups of today."""
        return self.filter(Q(person=person) | Q(group__in=Group.objects.of_member(person)))

    def planned(self) -> "TrialQuerySet":
        """Meant to be tried, without a promise to a group, and neither told of nor let go."""
        return self.filter(verdict=Verdict.NOT_YET, promise=None, let_go_at=None)

    def told(self) -> "TrialQuerySet":
        """What colleagues were told of; a plan of one's own is not."""
        return self.exclude(verdict=Verdict.NOT_YET, promise=None)

    def report(self, promise: Promise, verdict: str, *, at: datetime) -> "Trial":
        """One tap of the person who promised. Another tap later is another word on the same trial."""
        with transaction.atomic():
            promise = newest(Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk))
            promise.confirm(at=at)
            taken = TakenUp.objects.filter(promise=promise).first()
            trial, is_new = self.get_or_create(
                promise=promise,
                defaults={
                    "group": promise.group, "person": promise.person, "text": promise.text, "verdict": verdict,
                    "with_class": promise.with_class, "idea_id": taken.idea_id if taken else None, "at": at,
                },
            )  # fmt: skip
            if is_new:
                record(promise.person, "told of", trial, at=at)
            else:
                trial.correct(verdict, at=at)
        return trial

    def tell(
        self, *, person: Person, text: str, verdict: str, at: datetime, group: Group | None = None,
        idea: "Idea | None" = None, with_class: str = "", went_well: str = "", changed: str = "",
    ) -> "Trial":  # fmt: skip
        """Something that was tried without a promise."""
        with transaction.atomic():
            trial = self.create(
                person=person, group=group, idea=idea, text=text, verdict=verdict, with_class=with_class,
                went_well=went_well, changed=changed, at=at,
            )  # fmt: skip
            record(person, "told of", trial, at=at)
        return trial


class Trial(models.Model):
    """What one teacher tried, and what became of it. What was promised has one trial; it can be corrected."""

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, null=True, blank=True, related_name="trial")
    idea = models.ForeignKey(
        "enquiry.Idea", on_delete=models.SET_NULL, null=True, blank=True, related_name="trials"
    )
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="trials")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trials")
    text = models.CharField(max_length=300)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    with_class = models.CharField(max_length=60, blank=True)
    went_well = models.TextField(blank=True, max_length=1000)
    changed = models.TextField(blank=True, max_length=1000)
    at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="trial_says_what_was_tried")]
        indexes = [models.Index(fields=["group", "-at"]), models.Index(fields=["person", "-at"])]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("enquiry:trial", args=[self.pk])

    @property
    def is_not_yet(self) -> bool:
        return self.verdict == Verdict.NOT_YET

    @property
    def is_plan(self) -> bool:
        """Meant to be tried, and nobody else's business."""
        return self.is_not_yet and self.promise_id is None

    def correct(self, verdict: str, *, at: datetime) -> None:
        """Another word on it. What stands so already is no news; an echo that was sent follows."""
        with transaction.atomic():
            differs = Trial.objects.filter(~Q(verdict=verdict) | Q(let_go_at__isnull=False), pk=self.pk)
            if differs.update(verdict=verdict, at=at, let_go_at=None):
                record(self.person, "corrected", self, at=at)
        self.refresh_from_db()

    def describe(self, *, with_class: str, went_well: str, changed: str, at: datetime) -> None:
        """What goes beyond the one tap. All of it may stay empty."""
        with transaction.atomic():
            self.with_class, self.went_well, self.changed = with_class, went_well, changed
            self.save(update_fields=["with_class", "went_well", "changed"])
            record(self.person, "described", self, at=at)

    def let_go(self, *, at: datetime) -> None:
        """It will not be tried, and nobody asks why. Letting go twice changes nothing."""
        with transaction.atomic():
            if Trial.objects.filter(pk=self.pk, let_go_at=None).update(let_go_at=at):
                record(self.person, "let go", self, at=at)
            if self.promise:
                self.promise.let_go(by=self.person, at=at)
        self.refresh_from_db()

    def take_back(self, *, at: datetime) -> None:
        """As if it had not been told; a promise waits again."""
        with transaction.atomic():
            record(self.person, "took back", self, at=at)
            self.delete()


class TakenUp(models.Model):
    """That a promise is to try somebody's idea."""

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, related_name="taken_up")
    idea = models.ForeignKey("enquiry.Idea", on_delete=models.CASCADE, related_name="taken_up")


class Asked(models.Model):
    """That somebody was asked by letter how it went: once for each promise, and never again."""

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, related_name="asked")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "asked"


def newest(promise: Promise) -> Promise:
    """A promise in the words that stand now."""
    seen: Collection[int] = {promise.pk}
    while promise.replaced_by and promise.replaced_by_id not in seen:
        promise = promise.replaced_by
        seen = {*seen, promise.pk}
    return promise
