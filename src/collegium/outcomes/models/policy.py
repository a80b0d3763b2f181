"""What a school has made its own rule, because of what a group found."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.outcomes.models.proposal import DecidedMeanwhile, Proposal
from collegium.people.models import Person, School


class PolicyQuerySet(models.QuerySet["Policy"]):
    @door
    def visible_to(self, person: Person) -> "PolicyQuerySet":
        """The whole staff, also of one that has ended; and those who proposed it."""
        return self.filter(
            Q(school__in=person.schools_now()) | Q(proposal__in=Proposal.objects.visible_to(person))
        )

    def in_force(self) -> "PolicyQuerySet":
        return self.filter(ended_at=None)

    def to_review(self, today: date) -> "PolicyQuerySet":
        return self.in_force().filter(review_on__lt=today)

    def make(self, proposal: Proposal, words: str, *, review_on: date, by: Person, at: datetime) -> "Policy":
        policy = self.create(
            proposal=proposal, school=proposal.school, title=proposal.title, words=words, review_on=review_on, by=by,
            at=at,
        )  # fmt: skip
        record(by, "made", policy, at=at)
        return policy


class Policy(models.Model):
    """A rule of the school from a day on, looked at again on another. It leads back to its evidence."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="policy")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="policies")
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    review_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        indexes = [models.Index(fields=["school", "review_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outcomes:policy", args=[self.pk])

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None

    def review(
        self, reasons: str, *, seen: int, by: Person, at: datetime, review_on: date | None = None
    ) -> "Review":
        """Looked at again: it stays until another day, or it ends. Always with reasons; of two at once one wins."""
        with transaction.atomic():
            now = Policy.objects.select_for_update().get(pk=self.pk)
            if now.version != seen or not now.is_in_force:
                raise DecidedMeanwhile
            review = now.reviews.create(reasons=reasons, review_on=review_on, by=by, at=at)
            if review_on:
                Policy.objects.filter(pk=now.pk).update(review_on=review_on, version=now.version + 1)
            else:
                Policy.objects.filter(pk=now.pk).update(ended_at=at, version=now.version + 1)
            record(by, "reviewed" if review_on else "ended", now, at=at)
        self.refresh_from_db()
        return review


class Review(models.Model):
    """That leaders looked at a policy again, and why it stays, or does not: then there is no next day."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="reviews")
    reasons = models.TextField(max_length=4000)
    review_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="no_review_without_a_reason")]

    def __str__(self) -> str:
        return f"review {self.pk}"
