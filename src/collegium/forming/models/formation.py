"""One try at forming the groups of a programme, seen by its lead only until it is shared."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property

from django.db import models, transaction
from django.db.models import Max
from django.urls import reverse

from collegium.forming import problem as problems
from collegium.forming.rules import Rules
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.planning.groups import GroupsPlan, GroupsProblem
from collegium.programmes.models import Programme

# The planner has its time and a little more; jobs before it in the queue may need as long.
OVERDUE = timedelta(minutes=5)
Change_ = Callable[[GroupsProblem, GroupsPlan], GroupsPlan]


class Meanwhile(Exception):
    """Somebody else changed the plan since this page was shown: look again before deciding."""


class FormationQuerySet(models.QuerySet["Formation"]):
    @door
    def visible_to(self, person: Person) -> "FormationQuerySet":
        """The lead's alone: nobody else learns of a plan before it is shared, or of how it came about after."""
        return self.filter(programme__in=Programme.objects.led_by(person))

    def of(self, programme: Programme) -> "FormationQuerySet":
        """All tries of a programme; the one in use now comes first."""
        return self.filter(programme=programme).order_by("-chosen_at", "-pk")

    def running(self) -> "FormationQuerySet":
        return self.filter(finished_at=None)


class Formation(models.Model):
    """A plan of groups: asked for, worked out by a job, changed by hand, perhaps shared."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="formations")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rules = models.JSONField(default=dict)
    problem = models.JSONField()
    seed = models.PositiveIntegerField(default=1)
    progress = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.JSONField(default=list, blank=True)
    cost = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    # The one chosen last is the one in use: going back to an earlier try is choosing it again.
    chosen_at = models.DateTimeField()

    objects = FormationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_try_of_a_number")]

    def get_absolute_url(self) -> str:
        return reverse("forming:formation", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    def is_late(self, at: datetime) -> bool:
        """The work should have been done long ago: its worker may be gone."""
        return self.is_running and at > self.at + timedelta(seconds=self.asked.seconds) + OVERDUE

    @cached_property
    def asked(self) -> Rules:
        return Rules.read(self.rules)

    @cached_property
    def task(self) -> GroupsProblem:
        """What the planner was asked, as it reads it."""
        return problems.read(self.problem)

    def stop(self, *, by: Person, at: datetime) -> None:
        """Take the best plan so far. A second asking changes nothing."""
        with transaction.atomic():
            if Formation.objects.running().filter(pk=self.pk, stop_asked_at=None).update(stop_asked_at=at):
                record(by, "stopped", self, at=at)

    def choose(self, *, by: Person, at: datetime) -> None:
        """Go back to this try. The others are kept."""
        with transaction.atomic():
            self.programme.held()
            siblings = Formation.objects.filter(programme=self.programme_id)
            latest = siblings.aggregate(latest=Max("chosen_at"))["latest"]
            self.chosen_at = max(at, latest)
            self.save(update_fields=["chosen_at"])
            record(by, "chose", self, at=at)

    def change(
        self, make: Change_, *, did: str, by: Person, at: datetime, person: int | None = None, key: str = "",
        title: str | None = None,
    ) -> None:
        """One change by hand: how it stood before is kept, so that it can be undone; then reasons and cost anew."""
        with transaction.atomic():
            formation = self.locked()
            before, titles = formation.standing(), formation.titles()
            after = make(formation.task, before)
            if after.groups == before.groups and title in (None, titles.get(key)):
                return
            Change.objects.create(
                formation=formation, by=by, at=at, did=did, person_id=person,
                before=[problems.group_as_file(group) | {"title": titles[group.id]} for group in before.groups],
            )  # fmt: skip
            formation.write(after, titles if title is None else titles | {key: title})
            record(by, did, formation, at=at)

    def undo(self, *, by: Person, at: datetime) -> None:
        """Take back the last change by hand; then the one before it."""
        with transaction.atomic():
            formation = self.locked()
            last = formation.changes.filter(undone_at=None).order_by("-pk").first()
            if last is None:
                return
            titles = {entry["id"]: entry["title"] for entry in last.before}
            groups = tuple(problems.group_of_file(entry) for entry in last.before)
            formation.write(GroupsPlan(0, formation.bound, 0.0, formation.seed, groups), titles)
            last.undone_at = at
            last.save(update_fields=["undone_at"])
            record(by, "undid", formation, at=at)

    def locked(self) -> "Formation":
        """The plan as it is now, held until the transaction ends. A shared plan changes no more."""
        formation = Formation.objects.select_for_update().get(pk=self.pk)
        if formation.is_running or Sharing.objects.filter(formation=formation).exists():
            raise Meanwhile
        return formation

    def standing(self) -> GroupsPlan:
        """Who stands where now, as the planner reads it."""
        from collegium.forming.models.placement import standing  # noqa: PLC0415  the two nouns know each other

        return standing(self)

    def titles(self) -> dict[str, str]:
        return dict(self.groups.values_list("key", "title"))

    def write(self, plan: GroupsPlan, titles: dict[str, str] | None = None) -> None:
        """Write down who stands where, with reasons and cost."""
        from collegium.forming.models.placement import write_down  # noqa: PLC0415

        self.cost = write_down(self, plan, titles or {})
        self.save(update_fields=["cost"])


class Change(models.Model):
    """One change that the lead made by hand, with how the groups stood before it."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    did = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)


class Sharing(models.Model):
    """That a plan was shared with staff: from then on its groups are real. Once for each programme."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="sharing")
    formation = models.OneToOneField(Formation, on_delete=models.CASCADE, related_name="sharing")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
