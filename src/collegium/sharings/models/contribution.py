"""One outcome in a session: told in a few minutes, shown at a stall, or both."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person, School
from collegium.sharings import choosing
from collegium.sharings.models.sharing import Sharing

if TYPE_CHECKING:
    from typing import Self


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def readable_at(self, school: School) -> "Self":
        """What was taken back is told no more."""
        known = {name: kind.readable(school).values("pk") for name, kind in choosing.KINDS.items()}
        return self.filter(
            Q(report__in=known["report"]) | Q(policy__in=known["policy"]) | Q(idea__in=known["idea"])
        )

    def with_things(self) -> "Self":
        """Everything that a row says, in two queries."""
        return self.select_related(
            "report__edition", "report__group", "policy__proposal__group", "idea__group", "idea__person", "speaker"
        ).prefetch_related(models.Prefetch("keepers", Keeper.objects.select_related("person").order_by("pk")))


class Contribution(models.Model):
    """What a group or a colleague found, in a session. No minutes: no talk. No spot: no stall."""

    sharing = models.ForeignKey(Sharing, on_delete=models.CASCADE, related_name="contributions")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    idea = models.ForeignKey("enquiry.Idea", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    place = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(default=5)
    speaker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    spot = models.CharField(max_length=80, blank=True)
    brings = models.CharField(max_length=200, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(report__isnull=False, policy=None, idea=None) | Q(report=None, policy__isnull=False, idea=None)
                    | Q(report=None, policy=None, idea__isnull=False)
                ),
                name="contribution_is_one_outcome",
            ),
            *(
                models.UniqueConstraint(
                    fields=["sharing", kind], condition=Q(**{f"{kind}__isnull": False}), name=f"{kind}_told_once"
                )
                for kind in choosing.KINDS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        return "report" if self.report_id else "policy" if self.policy_id else "idea"

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, getattr(self, f"{self.kind}_id")

    @property
    def thing(self) -> Any:
        return getattr(self, self.kind)

    @property
    def title(self) -> str:
        return choosing.title_of(self.kind, self.thing)

    @property
    def whose(self) -> str:
        return choosing.whose(self.kind, self.thing)

    @property
    def has_stall(self) -> bool:
        return self.spot != ""

    def arrange(
        self, *, minutes: int, speaker: Person | None, spot: str, brings: str, keepers: Iterable[Person], by: Person,
        at: datetime,
    ) -> None:  # fmt: skip
        """How long it is told and by whom; where it stands, with what, and who keeps the stall."""
        with transaction.atomic():
            sharing = self.sharing.held()
            Contribution.objects.filter(pk=self.pk).update(
                minutes=minutes, speaker=speaker, spot=spot, brings=brings
            )
            wanted = list(keepers) if spot else []
            self.keepers.exclude(person__in=wanted).delete()
            for person in wanted:
                self.keepers.get_or_create(person=person)
            record(by, "arranged", sharing, at=at)
        self.refresh_from_db()

    def move_up(self, *, by: Person, at: datetime) -> None:
        """Before the one that was before it. The first stays the first."""
        with transaction.atomic():
            sharing = self.sharing.held()
            mine = Contribution.objects.get(pk=self.pk)
            before = sharing.contributions.filter(place__lt=mine.place).order_by("-place").first()
            if before:
                Contribution.objects.filter(pk=mine.pk).update(place=before.place)
                Contribution.objects.filter(pk=before.pk).update(place=mine.place)
                record(by, "arranged", sharing, at=at)
        self.refresh_from_db()

    def step_back(self, person: Person, *, at: datetime) -> None:
        """Whoever was named for it would rather not; nobody asks why."""
        with transaction.atomic():
            sharing = self.sharing.held()
            spoke = Contribution.objects.filter(pk=self.pk, speaker=person).update(speaker=None)
            if self.keepers.filter(person=person).delete()[0] or spoke:
                record(person, "stepped back in", sharing, at=at)
        self.refresh_from_db()


class Keeper(models.Model):
    """Who stands at a stall. In which round they go round themselves is worked out."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="keeps_a_stall_once")]
