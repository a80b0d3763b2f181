"""A whole-group decision: put to everybody, it waits for the word of each."""

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models.agreement import Agreement
from collegium.groups.models.group import Group
from collegium.groups.models.invitation import Invitation
from collegium.groups.models.membership import Membership, MembershipQuerySet
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person

# How long a group has for a colleague whom somebody suggests.
DAYS_FOR_A_NEWCOMER = 14


def closing(group: Group, *, at: datetime, days: int) -> dict[str, datetime | str]:
    """Until when something is open: until the last of its days is over where the group is at home."""
    zone = group.zone()
    return {"due_at": clock.end_of(clock.day_of(at, zone) + timedelta(days=days), zone), "timezone": zone}


class DecisionQuerySet(models.QuerySet["Decision"]):
    def open(self) -> "DecisionQuerySet":
        """Neither settled nor over, and the group still going."""
        return self.filter(closed_at=None, group__conclusion=None)

    def due(self, at: datetime) -> "DecisionQuerySet":
        return self.open().filter(due_at__lte=at)

    def about(self, person: Person) -> "DecisionQuerySet":
        """Whether this person may come in."""
        return self.filter(invitation__person=person)

    @door
    def visible_to(self, person: Person) -> "DecisionQuerySet":
        """Those of one's groups today: never about oneself, and nothing that was over before one came."""
        mine = Membership.objects.current().filter(group=OuterRef("group"), person=person)
        since = Subquery(mine.order_by("joined_on").values("joined_on")[:1])
        return self.filter(
            Exists(mine), Q(closed_at=None) | Q(closed_at__date__gte=since), ~Q(pk__in=Decision.objects.about(person))
        )

    def to_answer(self, person: Person) -> "DecisionQuerySet":
        """What waits for this person's word: by the group's rule it counts, and is not said yet."""
        lead = Group.objects.of_member(person).looked_after_by(person)
        ruled = Q(kind=Decision.Kind.NEWCOMER, group__entry=Group.Entry.COORDINATORS)
        said = Word.objects.filter(decision=OuterRef("pk"), by=person)
        return (
            self.open()
            .filter(~ruled | Q(group__in=lead), ~Exists(said), group__in=Group.objects.of_member(person))
            .exclude(pk__in=Decision.objects.about(person))
        )

    def with_all(self) -> "DecisionQuerySet":
        """With what a card about it shows; and ``size``: how many belong today."""
        here = Membership.objects.current().filter(group=OuterRef("group")).order_by().values("group")
        count = Subquery(here.annotate(size=models.Count("pk")).values("size"))
        found = self.select_related("group", "by", "invitation__person", "invitation__by", "invitation__group")
        return found.annotate(size=Coalesce(count, 0))

    def perhaps_for(self, person: Person) -> "DecisionQuerySet":
        """All that may wait for this person, and more: by one cheap look. Most often it is nothing."""
        asked = Q(invitation__person=person, invitation__answered_at=None)
        return self.filter(Q(closed_at=None, group__memberships__person=person) | asked)

    def waiting_for(self, person: Person) -> "DecisionQuerySet":
        """Everything that waits for this person: a word as a member, or their own yes to a group that agreed."""
        own = Invitation.objects.to_answer(person).values("pk")
        return self.filter(Q(pk__in=Decision.objects.to_answer(person).values("pk")) | Q(invitation__in=own))


class Decision(models.Model):
    """Something that a group decides together, without anybody in charge.

    It is settled when every member of the day has agreed; a newcomer, when the group's own rule is met. An objection
    stops it while it stands. Silence is neither a yes nor a no: what has not been settled by its day is left as it
    was, and may be asked again.
    """

    class Kind(models.TextChoices):
        NEWCOMER = "newcomer", _("somebody new")
        AGREEMENT = "agreement", _("a change of the agreement")
        ENDING = "ending", _("ending the group")
        OTHER = "other", _("something else")

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        OBJECTED = "objected", _("not agreed")
        LAPSED = "lapsed", _("not decided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="decision"
    )
    matter = models.CharField(max_length=20, blank=True)
    choice = models.CharField(max_length=20, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    timezone = models.CharField(max_length=60, default="Europe/London")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "matter"], condition=Q(closed_at=None, kind__in=["agreement", "ending"]),
                name="one_open_decision_on_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="decision_is_over_with_an_outcome",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["group", "closed_at"]), models.Index(fields=["closed_at", "due_at"])]

    def get_absolute_url(self) -> str:
        return reverse("groups:decision", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def last_day(self) -> date:
        """The day with whose end it closes: the same day for whoever reads it elsewhere."""
        return clock.day_of(self.due_at, self.timezone) - timedelta(days=1)

    def voices(self, on: datetime) -> MembershipQuerySet:
        """The members whose word counts: everybody; for newcomers by the coordinators' rule, those."""
        day, group = clock.day_of(on), Group.objects.get(pk=self.group_id)
        members = group.memberships.current(day)
        if self.kind == Decision.Kind.NEWCOMER and group.entry == Group.Entry.COORDINATORS:
            return members.coordinating(day) if members.coordinating(day).exists() else members
        return members

    def answer(self, says: str, *, by: Person, at: datetime, reason: str = "") -> None:
        """A member agrees, would talk first, or objects and says why. Until it is over one may think again."""
        with transaction.atomic():
            self.group.locked()
            self.refresh_from_db()
            if not self.is_open:
                return
            word, is_new = self.answers.get_or_create(by=by, defaults={"says": says, "reason": reason, "at": at})
            if is_new or (word.says, word.reason) != (says, reason):
                word.says, word.reason, word.at = says, reason, at
                word.save(update_fields=["says", "reason", "at"])
                record(by, says, word, at=at)
            self.weigh(at=at)

    def weigh(self, *, at: datetime) -> None:
        """See whether it is settled by now; if so it takes effect, once."""
        with transaction.atomic():
            group = self.group.locked()
            if self.is_met(at=at) and self._close(Decision.Outcome.AGREED, at=at):
                self._take_effect(group, at=at)

    def is_met(self, *, at: datetime) -> bool:
        entry = Group.objects.values_list("entry", flat=True).get(pk=self.group_id)
        if self.kind == Decision.Kind.NEWCOMER and entry == Group.Entry.OPEN:
            return True
        voices, yes = self.voices(at), self.answers.agreeing().values("by")
        if self.kind == Decision.Kind.NEWCOMER and entry == Group.Entry.COORDINATORS:
            return voices.filter(person__in=yes).exists() and not self.objections(at=at).exists()
        return voices.exists() and not voices.exclude(person__in=yes).exists()

    def objections(self, *, at: datetime) -> "WordQuerySet":
        """Those of members of today, by whom it stands or falls."""
        return self.answers.objecting().filter(by__in=self.voices(at).values("person"))

    def close(self, *, at: datetime) -> None:
        """Its day is over: what has not been settled stays as it was. Once is enough."""
        with transaction.atomic():
            self.group.locked()
            self.weigh(at=at)
            objected = self.objections(at=at).exists()
            if self._close(Decision.Outcome.OBJECTED if objected else Decision.Outcome.LAPSED, at=at):
                self._tell(None, "lapsed", at=at)
                if self.invitation:
                    self.invitation.lapse(at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Whoever asked thinks better of it."""
        with transaction.atomic():
            self.group.locked()
            if self.invitation:
                self.invitation.withdraw(by=by, at=at)
            elif self._close(Decision.Outcome.WITHDRAWN, at=at):
                self._tell(by, "withdrawn", at=at)

    def settle(self, *, at: datetime) -> None:
        """It was decided with what made the group: nobody is asked."""
        self._close(Decision.Outcome.AGREED, at=at)

    def call_off(self, *, at: datetime) -> None:
        """The colleague was withdrawn, or said no: there is nothing left to decide."""
        self._close(Decision.Outcome.WITHDRAWN, at=at)

    def _take_effect(self, group: Group, *, at: datetime) -> None:
        self._tell(None, "settled", at=at)
        if self.invitation:
            self.invitation.go_ahead(at=at)
        elif self.kind == Decision.Kind.AGREEMENT:
            Agreement.objects.amend(self, at=at)
        elif self.kind == Decision.Kind.ENDING:
            group.conclude(by=self.by, at=at, reason=self.words)

    def _close(self, outcome: str, *, at: datetime) -> bool:
        first = Decision.objects.filter(pk=self.pk, closed_at=None).update(outcome=outcome, closed_at=at)
        self.refresh_from_db()
        return bool(first)

    def _tell(self, by: Person | None, did: str, *, at: datetime) -> None:
        """What came of a newcomer the invitation's own history says."""
        if self.kind != Decision.Kind.NEWCOMER:
            record(by, did, self, at=at)


class WordQuerySet(models.QuerySet["Word"]):
    def agreeing(self) -> "WordQuerySet":
        return self.filter(says=Word.Says.AGREE)

    def objecting(self) -> "WordQuerySet":
        return self.filter(says=Word.Says.OBJECT)


class Word(models.Model):
    """What a member said to a decision."""

    class Says(models.TextChoices):
        AGREE = "agree", _("agrees")
        TALK = "talk", _("would talk first")
        OBJECT = "object", _("objects")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=6, choices=Says.choices)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = WordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "by"], name="one_word_of_a_member"),
            models.CheckConstraint(condition=~Q(says="object", reason=""), name="an_objection_has_a_reason"),
        ]
