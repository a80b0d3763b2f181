"""An approach is data: a school's copy of a way of working, with the version it was copied from."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.models import School

if TYPE_CHECKING:
    from collegium.people.models import Person


class ApproachQuerySet(models.QuerySet["Approach"]):
    def visible_to(self, person: "Person") -> "ApproachQuerySet":
        return self.filter(school__in=School.objects.visible_to(person))


class Approach(models.Model):
    """A way in which teachers learn together. All that differs between ways of working stands in these rows."""

    class Entry(models.TextChoices):
        WHOLE_GROUP = "whole-group", _("the whole group decides")
        INTEREST = "interest", _("a shared interest, up to the cap")
        THEME = "theme", _("choice of theme; new staff elsewhere")
        OPEN = "open", _("open to all")
        RECRUITED = "recruited", _("colleagues recruit, the head is told")
        APPOINTED = "appointed", _("named by the school")

    class Engine(models.TextChoices):
        CYCLE = "cycle", _("a cycle, several times")
        DISCUSS_TRY = "discuss-try", _("discuss, try, reflect, feed back")
        QUESTION = "question", _("a driving question")
        BOOK = "book", _("a book and its ideas")
        COURSE = "course", _("an online course")
        PATHWAY = "pathway", _("a sequence of activities")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="approaches")
    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=80)
    summary = models.TextField(blank=True)
    smallest = models.PositiveSmallIntegerField(default=3)
    usual_from = models.PositiveSmallIntegerField(null=True, blank=True)
    usual_to = models.PositiveSmallIntegerField(null=True, blank=True)
    cap = models.PositiveSmallIntegerField(null=True, blank=True)
    leader = models.CharField(max_length=80, blank=True)
    leader_required = models.BooleanField(default=False)
    engine = models.CharField(max_length=12, choices=Engine.choices)
    times = models.PositiveSmallIntegerField(default=1)
    usual_evidence = models.CharField(max_length=120, blank=True)
    entry = models.CharField(max_length=12, choices=Entry.choices)
    ends_with = models.CharField(max_length=120, blank=True)
    is_for_groups = models.BooleanField(default=True)
    is_for_new_staff = models.BooleanField(default=False)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "approaches"
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="one_approach_of_a_key"),
            models.CheckConstraint(condition=Q(smallest__gte=1), name="approach_is_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A named part of an approach's method, with its questions and what it asks for before the next."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    questions = models.JSONField(default=list, blank=True)
    artefacts = models.JSONField(default=list, blank=True)
    gate = models.CharField(max_length=200, blank=True)
    gate_required = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "order"], name="one_stage_at_a_place")]


class Protocol(models.Model):
    """A timed sequence of steps for a meeting, with rules on who speaks."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="protocols")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "key"], name="one_protocol_of_a_key")]


class ProtocolStep(models.Model):
    """One step: how long, who may speak, who is silent, what is written down."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()
    speakers = models.CharField(max_length=80, blank=True)
    silent = models.CharField(max_length=80, blank=True)
    capture = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["protocol", "order"], name="one_step_at_a_place")]


class RoleTemplate(models.Model):
    """A role that members of a group take: for as long as it lasts, or in rotation."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="roles")
    key = models.SlugField(max_length=30)
    title = models.CharField(max_length=60)
    leads = models.BooleanField(default=False)
    rotates = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "key"], name="one_role_of_a_key")]

    def __str__(self) -> str:
        return self.title


class EvidenceType(models.Model):
    """What may be kept to support a finding, who consents, the fewest answers shown, and how far it may go."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="evidence_types")
    key = models.SlugField(max_length=30)
    title = models.CharField(max_length=60)
    required = models.BooleanField(default=False)
    consent = models.CharField(max_length=120, blank=True)
    fewest = models.PositiveSmallIntegerField(default=5)
    may_leave_group = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "key"], name="one_evidence_type_of_a_key")]
