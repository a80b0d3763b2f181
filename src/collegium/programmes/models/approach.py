"""An approach is data: a school's copy of a way of working, with the version it was copied from."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record_all
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.approaches import shipped
from collegium.programmes.protocols import Course, Step


class ApproachQuerySet(models.QuerySet["Approach"]):
    @door
    def visible_to(self, person: Person) -> "ApproachQuerySet":
        """The ways of working of one's own schools and of the schools they work with."""
        return self.filter(school__in=School.objects.visible_to(person))

    def in_use(self) -> "ApproachQuerySet":
        """What a school begins with today: of each way of working the newest copy that it has."""
        same = Approach.objects.filter(school=OuterRef("school"), key=OuterRef("key"))
        newer = same.filter(version__gt=OuterRef("version"))
        return self.filter(~Exists(newer))

    def of(self, school: School) -> "ApproachQuerySet":
        """The ways in which this school works; its own copies are made when they are first asked for."""
        mine = self.in_use().filter(school=school)
        if not mine.exists():
            bring_in(school, at=clock.now())
        return mine


class Approach(models.Model):
    """A way in which teachers learn together. All that differs between ways of working stands in these rows.

    ``verdicts`` are other words for kept, changed, dropped and not yet; in ``any_order`` stages may be gone back to.
    """

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
    up_to = models.CharField(max_length=40, blank=True)
    leader = models.CharField(max_length=80, blank=True)
    leader_required = models.BooleanField(default=False)
    engine = models.CharField(max_length=12, choices=Engine.choices)
    times = models.PositiveSmallIntegerField(default=1)
    usual_evidence = models.CharField(max_length=120, blank=True)
    entry = models.CharField(max_length=12, choices=Entry.choices)
    ends_with = models.CharField(max_length=120, blank=True)
    verdicts = models.JSONField(default=dict, blank=True)
    any_order = models.BooleanField(default=False)
    is_for_groups = models.BooleanField(default=True)
    is_for_new_staff = models.BooleanField(default=False)
    came_as = models.JSONField(default=dict, blank=True)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "approaches"
        constraints = [
            models.UniqueConstraint(fields=["school", "key", "version"], name="one_approach_of_a_key"),
            models.CheckConstraint(condition=Q(smallest__gte=1), name="approach_is_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reads_a_text(self) -> bool:
        """Groups of this kind live from a book, an article or a piece of research."""
        return self.engine == self.Engine.BOOK

    @property
    def follows_a_course(self) -> bool:
        """Groups of this kind live from a course that somebody outside offers."""
        return self.engine == self.Engine.COURSE

    @property
    def newer_version(self) -> int | None:
        """The version that came with a later release, where it is newer than this school's copy."""
        latest = shipped().get(self.key, {}).get("version", 0)
        return latest if latest > self.version else None


class Stage(models.Model):
    """A named part of an approach's method, with its questions and what it asks for before the next.

    ``predicts``: what one expects is written down here, ``case_pupils``: for single pupils, by pseudonym. Once a
    stage that ``reveals`` is over, members read each other's predictions; where no stage does, at once.
    """

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    questions = models.JSONField(default=list, blank=True)
    artefacts = models.JSONField(default=list, blank=True)
    gate = models.CharField(max_length=200, blank=True)
    gate_required = models.BooleanField(default=False)
    predicts = models.BooleanField(default=False)
    case_pupils = models.BooleanField(default=False)
    reveals = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "order"], name="one_stage_at_a_place")]


class Protocol(models.Model):
    """A timed sequence of steps for a meeting, with rules on who speaks.

    ``usual_at`` makes it part of a meeting's agenda by itself: of the first one, or of every one.
    """

    class UsualAt(models.TextChoices):
        FIRST = "first", _("the first meeting")
        EVERY = "every", _("every meeting")

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="protocols")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=300, blank=True)
    usual_at = models.CharField(max_length=5, choices=UsualAt.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "key"], name="one_protocol_of_a_key")]

    def course(self) -> Course:
        """As it is held."""
        steps = tuple(step.as_held() for step in self.steps.order_by("order"))
        return Course(self.key, self.title, self.summary, "", steps)


class ProtocolStep(models.Model):
    """One step: how long, who may speak, who is silent, what is written down.

    ``silent`` says in words who is silent, ``hushed`` so that the screen can tell each of them.
    ``in_turn``: everybody is heard once; ``questions_only``: the others ask and do not advise.
    """

    class Serves(models.TextChoices):
        REPORT = "report", _("telling what came of it")
        CHOOSE = "choose", _("choosing what comes next")

    class Hushed(models.TextChoices):
        PRESENTER = "presenter", _("whoever brings it")
        OTHERS = "others", _("everybody but who brings it")
        ALL = "all", _("everybody")

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()
    speakers = models.CharField(max_length=80, blank=True)
    silent = models.CharField(max_length=80, blank=True)
    hushed = models.CharField(max_length=9, choices=Hushed.choices, blank=True)
    capture = models.CharField(max_length=120, blank=True)
    serves = models.CharField(max_length=6, choices=Serves.choices, blank=True)
    in_turn = models.BooleanField(default=False)
    questions_only = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["protocol", "order"], name="one_step_at_a_place")]

    def as_held(self) -> Step:
        return Step(
            title=self.title, minutes=self.minutes, speakers=self.speakers, silent=self.silent, hushed=self.hushed,
            capture=self.capture, serves=self.serves, in_turn=self.in_turn, questions_only=self.questions_only,
        )  # fmt: skip


class RoleTemplate(models.Model):
    """A role that members of a group take: for as long as it lasts, or in rotation.

    ``each_meeting``: somebody has it at each meeting, in turn; ``yours`` tells them so. Whoever has one that
    ``organises`` looks after the practicalities.
    """

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="roles")
    key = models.SlugField(max_length=30)
    title = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    yours = models.CharField(max_length=100, blank=True)
    leads = models.BooleanField(default=False)
    rotates = models.BooleanField(default=False)
    each_meeting = models.BooleanField(default=False)
    organises = models.BooleanField(default=False)
    several = models.BooleanField(default=False)
    appointed = models.BooleanField(default=False)

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


def bring_in(school: School, *, at: datetime, by: Person | None = None) -> None:
    """Give a school its own copy of each way of working that it does not have. What it has stays as it is."""
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        kept = set(Approach.objects.filter(school=school).values_list("key", flat=True))
        copies = [copy(school, key, text, came_as=text) for key, text in shipped().items() if key not in kept]
        record_all(by, "brought in", copies, at=at)


def copy(school: School, key: str, text: dict[str, Any], *, came_as: dict[str, Any]) -> Approach:
    """The rows of a text; ``came_as`` is the text as it was shipped, by which a school's own edits are known."""
    own = {name: value for name, value in text.items() if not isinstance(value, list)}
    approach = Approach.objects.create(school=school, key=key, came_as=came_as, **own)
    Stage.objects.bulk_create(
        Stage(approach=approach, order=order, **stage) for order, stage in enumerate(text.get("stages", []), 1)
    )
    RoleTemplate.objects.bulk_create(RoleTemplate(approach=approach, **role) for role in text.get("roles", []))
    EvidenceType.objects.bulk_create(
        EvidenceType(approach=approach, **evidence) for evidence in text.get("evidence_types", [])
    )
    for protocol in text.get("protocols", []):
        _copy_protocol(approach, **protocol)
    return approach


def _copy_protocol(approach: Approach, steps: list[dict[str, Any]], **words: str) -> None:
    protocol = Protocol.objects.create(approach=approach, **words)
    ProtocolStep.objects.bulk_create(
        ProtocolStep(protocol=protocol, order=order, **step) for order, step in enumerate(steps, 1)
    )
