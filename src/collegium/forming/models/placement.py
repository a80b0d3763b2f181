"""Who stands in which group of a plan, and why."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.forming import arranging
from collegium.forming.models.formation import Formation, Meanwhile
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.planning.groups import Group, GroupsPlan, GroupsProblem, Line, explain, move
from collegium.planning.groups.costs import cost_of_plan
from collegium.programmes.models import Slot, Theme


class ProposedGroupQuerySet(models.QuerySet["ProposedGroup"]):
    @door
    def visible_to(self, person: Person) -> "ProposedGroupQuerySet":
        return self.filter(formation__in=Formation.objects.visible_to(person))


class ProposedGroup(models.Model):
    """A group of a plan: its theme, a time that all can do, and who would lead."""

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=20)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    # Stays as it is when the lead tries again with the others.
    kept = models.BooleanField(default=False)

    objects = ProposedGroupQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formation", "key"], name="one_proposed_group_of_a_key")]

    def get_absolute_url(self) -> str:
        return reverse("forming:group", args=[self.pk])

    def arrange(self, *, title: str, leader: int | None, slot: int, by: Person, at: datetime) -> None:
        """Another name, another leader or another time."""

        def make(problem: GroupsProblem, plan: GroupsPlan) -> GroupsPlan:
            if self.key not in plan.group:
                raise Meanwhile
            return arranging.arranged(plan, self.key, leader=str(leader or ""), slot=str(slot))

        self.formation.change(make, did="arranged", by=by, at=at, key=self.key, title=title)

    def split(self, *, by: Person, at: datetime) -> None:
        """Two groups of it, as even as can be, each with somebody who can lead where there are two."""

        def make(problem: GroupsProblem, plan: GroupsPlan) -> GroupsPlan:
            if self.key not in plan.group:
                raise Meanwhile
            return arranging.split(problem, plan, self.key)

        self.formation.change(make, did="split", by=by, at=at)

    def keep(self, kept: bool, *, by: Person, at: datetime) -> None:
        """Keep this group as it is when trying again with the others, or no longer."""
        with transaction.atomic():
            if ProposedGroup.objects.filter(pk=self.pk).exclude(kept=kept).update(kept=kept):
                record(by, "kept" if kept else "no longer kept", self, at=at)


class PlacementQuerySet(models.QuerySet["Placement"]):
    @door
    def visible_to(self, person: Person) -> "PlacementQuerySet":
        return self.filter(formation__in=Formation.objects.visible_to(person))


class Placement(models.Model):
    """Where a plan puts one person, which of their wishes that is, and the reasons as codes. No group: left over."""

    class CameBy(models.TextChoices):
        WISH = "wish", _("wished")
        UNANSWERED = "unanswered", _("did not answer")
        NEW = "new", _("new staff")

    formation = models.ForeignKey(Formation, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(
        ProposedGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="placements"
    )
    came_by = models.CharField(max_length=10, choices=CameBy.choices, default=CameBy.WISH)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.JSONField(default=list)
    moved_by_hand = models.BooleanField(default=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formation", "person"], name="one_place_in_a_plan")]

    def get_absolute_url(self) -> str:
        return reverse("forming:place", args=[self.pk])

    def move(self, *, into: str | None, was: str | None, by: Person, at: datetime) -> None:
        """Into the group of this key, or out of every group. ``was`` is where the page that asks saw the person."""

        def make(problem: GroupsProblem, plan: GroupsPlan) -> GroupsPlan:
            home = plan.group_of.get(str(self.person_id))
            if (home.id if home else None) != was or (into is not None and into not in plan.group):
                raise Meanwhile
            return move(problem, plan, str(self.person_id), into)

        self.formation.change(
            make, did="moved" if into else "left out", by=by, at=at, person=self.person_id
        )


def standing(formation: Formation) -> GroupsPlan:
    """Who stands where now. The cost is worked out from the problem, never believed."""
    members: dict[str, list[str]] = {}
    rows = formation.placements.filter(group__isnull=False).values_list("group__key", "person_id")
    for key, person in rows:
        members.setdefault(key, []).append(str(person))
    groups = tuple(
        Group(key, str(theme), str(slot), str(leader or ""), tuple(sorted(members.get(key, ()))))
        for key, theme, slot, leader in formation.groups.order_by("pk").values_list(
            "key", "theme_id", "slot_id", "leader_id"
        )
    )
    cost = cost_of_plan(formation.task, groups)
    return GroupsPlan(cost, formation.bound, 0.0, formation.seed, groups)


def write_down(formation: Formation, plan: GroupsPlan, titles: dict[str, str]) -> int:
    """Make the rows say what the plan says, and tell everybody's reasons anew. Returns what it costs."""
    rows = _write_groups(formation, plan, titles)
    told = explain(formation.task, plan)
    reasons = {left.person: left.reason for left in told.unplaced}
    changed = []
    for place in formation.placements.all():
        who = str(place.person_id)
        home = plan.group_of.get(who)
        group = rows[home.id] if home else None
        lines = list(told.why.get(who, ())) if home else [reasons[who], *told.why.get(who, ())[-1:]]
        fresh: dict[str, Any] = {
            "group": group,
            "rank": _rank(formation.task, place, home),
            "why": [_kept(line) for line in _lines(place, lines, home)],
            "moved_by_hand": place.moved_by_hand or (group.pk if group else None) != place.group_id,
        }
        if any(getattr(place, name) != value for name, value in fresh.items()):
            for name, value in fresh.items():
                setattr(place, name, value)
            changed.append(place)
    Placement.objects.bulk_update(changed, ["group", "rank", "why", "moved_by_hand"], batch_size=200)
    formation.groups.exclude(key__in=rows).delete()
    _forget_weighings(formation)
    return cost_of_plan(formation.task, plan.groups)


def _forget_weighings(formation: Formation) -> None:
    """What a wish would have cost was true of the plan as it was."""
    from collegium.forming.models.weighing import Weighing  # noqa: PLC0415  the two nouns know each other

    Weighing.objects.filter(placement__formation=formation).delete()


def _kept(line: Line) -> dict[str, Any]:
    """As it is read again: what the database keeps has lists and no tuples."""
    return asdict(line) | {"themes": list(line.themes)}


def _write_groups(formation: Formation, plan: GroupsPlan, titles: dict[str, str]) -> dict[str, ProposedGroup]:
    rows = {row.key: row for row in formation.groups.all()}
    for group in plan.groups:
        row = rows.get(group.id) or ProposedGroup(formation=formation, key=group.id)
        row.theme_id, row.slot_id = int(group.theme), int(group.slot)
        row.leader_id = int(group.leader) if group.leader else None
        row.title = titles.get(group.id, row.title)
        row.save()
        rows[group.id] = row
    return {group.id: rows[group.id] for group in plan.groups}


def _rank(problem: GroupsProblem, place: Placement, home: Group | None) -> int | None:
    """Which of their wishes it is. The planner's guesses for those who never answered are nobody's wishes."""
    wishes = problem.person[str(place.person_id)].wishes
    if place.came_by != Placement.CameBy.WISH or home is None or home.theme not in wishes:
        return None
    return wishes.index(home.theme) + 1


def _lines(place: Placement, lines: list[Line], home: Group | None) -> list[Line]:
    """Reasons speak of wishes; to somebody who had none here, only how they came to the plan is told."""
    if place.came_by == Placement.CameBy.WISH:
        return lines
    return [Line("induction" if place.came_by == Placement.CameBy.NEW else "placed")] if home else lines[:1]
