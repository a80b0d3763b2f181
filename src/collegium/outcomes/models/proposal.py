"""A proposal to leaders by name: what a group would like the school to do, and what became of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.outcomes.models.report import Report
from collegium.people.alphabet import by_surname
from collegium.people.models import Person, Responsibility, School

WEEKS = 3
LEADING = (Responsibility.Kind.LEADERSHIP, Responsibility.Kind.CPD_LEAD)


class DecidedMeanwhile(Exception):
    """Another leader has answered since this page was opened: what they said stands."""


class State(models.TextChoices):
    """Where a proposal is. Everything but waiting and answered was said by a leader, with reasons."""

    WAITING = "waiting", _("waits for an answer")
    TAKEN_UP = "taken-up", _("taken up for discussion")
    ON_TRIAL = "on-trial", _("on trial")
    POLICY = "policy", _("a policy")
    DECLINED = "declined", _("declined")
    MORE = "more", _("asked for more")


# What a leader may say, by where it is; some answers promise a day by which the next one comes.
ANSWERS = {
    State.WAITING: (State.TAKEN_UP, State.ON_TRIAL, State.POLICY, State.MORE, State.DECLINED, State.WAITING),
    State.TAKEN_UP: (State.ON_TRIAL, State.POLICY, State.MORE, State.DECLINED, State.TAKEN_UP),
    State.ON_TRIAL: (State.POLICY, State.DECLINED, State.ON_TRIAL),
}
WITH_A_DAY = (State.WAITING, State.TAKEN_UP, State.ON_TRIAL, State.POLICY)
OPEN = (State.WAITING, State.TAKEN_UP, State.ON_TRIAL)


class QueueQuerySet(models.QuerySet["Queue"]):
    def of(self, school: School) -> "Queue":
        """As the leadership arranged it, or as it is where nobody has."""
        return self.filter(school=school).first() or Queue(school=school)

    def arrange(self, school: School, *, weeks: int, counter_for_all: bool, by: Person, at: datetime) -> "Queue":
        with transaction.atomic():
            queue, _new = self.update_or_create(
                school=school, defaults={"weeks": weeks, "counter_for_all": counter_for_all, "by": by, "at": at}
            )
            record(by, "arranged", queue, at=at)
        return queue

    @door
    def visible_to(self, person: Person) -> "QueueQuerySet":
        """How soon one is answered is for the whole staff."""
        return self.filter(school__in=person.schools_now())


class Queue(models.Model):
    """How soon a school's leaders promise to answer, and whether all staff see how many were answered."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="proposal_queue")
    weeks = models.PositiveSmallIntegerField(default=WEEKS)
    counter_for_all = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    objects = QueueQuerySet.as_manager()

    def __str__(self) -> str:
        return f"queue {self.pk}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    @door
    def visible_to(self, person: Person) -> "ProposalQuerySet":
        """Those who put it, and the leaders to whom it was put, until it is taken back. No other duty opens it."""
        return self.filter(self._own(person) | self._asked(person))

    def put_by(self, person: Person) -> "ProposalQuerySet":
        """In the name of a group: its members of today. In one's own: whoever put it."""
        return self.filter(self._own(person))

    def put_to(self, person: Person) -> "ProposalQuerySet":
        """Those for which this person was named, while they lead at that school and the proposal stands."""
        return self.filter(self._asked(person))

    def taken_back_from(self, person: Person) -> "ProposalQuerySet":
        """Days alone, for a leader who was asked: what it was is no longer theirs to read."""
        return self.filter(self._named(person), withdrawn_at__isnull=False).only("at", "withdrawn_at")

    def _own(self, person: Person) -> Q:
        return Q(person=person, group=None) | Q(group__in=Group.objects.of_member(person).values("pk"))

    def _asked(self, person: Person) -> Q:
        return self._named(person) & Q(withdrawn_at=None)

    def _named(self, person: Person) -> Q:
        addressed = Proposal.to.through.objects.filter(proposal=OuterRef("pk"), person=person)
        here = Q(school=OuterRef("school")) | Q(network__schools=OuterRef("school"))
        leads = Responsibility.objects.current().filter(here, person=person, kind__in=LEADING)
        return Q(Exists(addressed), Exists(leads))

    def standing(self) -> "ProposalQuerySet":
        return self.filter(withdrawn_at=None)

    def open(self) -> "ProposalQuerySet":
        """An answer is still to come."""
        return self.standing().filter(state__in=OPEN)

    def asked_of(self, person: Person) -> "ProposalQuerySet":
        """Those in this leader's queue."""
        return self.open().put_to(person)

    def overdue(self, today: date) -> "ProposalQuerySet":
        """The day that was promised is over, and nobody has answered."""
        return self.open().filter(due_on__lt=today)

    def figures(self, school: School, today: date) -> dict[str, int]:
        """How many were put to a school's leaders, and what became of them. No name, no group."""
        late = Q(state__in=OPEN, due_on__lt=today)
        counts = {state.name.lower(): Count("pk", filter=Q(state=state)) for state in State}
        return self.standing().filter(school=school).aggregate(
            put=Count("pk"), overdue=Count("pk", filter=late), **counts
        )

    def put(
        self, title: str, words: str, *, benefit: str, to: Iterable[Person], school: School, by: Person, at: datetime,
        group: Group | None = None, report: Report | None = None,
    ) -> "Proposal":  # fmt: skip
        """To leaders by name. By when they answer is what the school has promised."""
        with transaction.atomic():
            due = clock.day_of(at, school.timezone) + timedelta(weeks=Queue.objects.of(school).weeks)
            proposal = self.create(
                title=title, words=words, benefit=benefit, school=school, group=group, report=report, person=by,
                at=at, due_on=due,
            )  # fmt: skip
            proposal.to.set(to)
            record(by, "put", proposal, at=at)
            _telling().tell_who_is_asked(proposal, proposal.asked().order_by("pk"), but=by, at=at)
        return proposal


class Proposal(models.Model):
    """What a group proposes, for which good of pupils, on which evidence. ``due_on``: the next answer is promised."""

    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    benefit = models.TextField(max_length=1000)
    report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    to = models.ManyToManyField(Person, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "state"]), models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outcomes:proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.state in OPEN

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today

    def asked(self) -> models.QuerySet[Person]:
        """To whom it was put, of those who lead at the school today."""
        return leaders_of(self.school).filter(pk__in=self.to.values("pk"))

    def held(self) -> "Proposal":
        return Proposal.objects.select_for_update().get(pk=self.pk)

    def may_become(self) -> tuple[str, ...]:
        """What a leader can say to it now."""
        return tuple(ANSWERS.get(State(self.state), ())) if self.withdrawn_at is None else ()

    def answer(
        self, kind: str, reasons: str, *, seen: int, by: Person, at: datetime, due_on: date | None = None,
        policy: str = "",
    ) -> "Answer":  # fmt: skip
        """A leader's word, with reasons. ``seen`` is the version before them: of two at once one wins."""
        from collegium.outcomes.models.policy import Policy  # noqa: PLC0415  the two nouns know each other

        with transaction.atomic():
            now = self.held()
            if now.version != seen or kind not in now.may_become():
                raise DecidedMeanwhile
            day = due_on if kind in WITH_A_DAY else None
            answer = now.answers.create(kind=kind, reasons=reasons, by=by, at=at, due_on=day)
            now._go_to(kind, None if kind == State.POLICY else day)
            if kind == State.POLICY and day:
                Policy.objects.make(now, policy or now.words, review_on=day, by=by, at=at)
            record(by, "answered", now, at=at)
            _telling().tell_who_waited(now, but=by, at=at)
        self.refresh_from_db()
        return answer

    def add(self, words: str, *, seen: int, by: Person, at: datetime) -> None:
        """What the leaders asked for. They are asked again, and promise again."""
        with transaction.atomic():
            now = self.held()
            if now.version != seen or now.state != State.MORE or now.withdrawn_at:
                raise DecidedMeanwhile
            now.answers.create(kind=Answer.ADDED, reasons=words, by=by, at=at)
            weeks = timedelta(weeks=Queue.objects.of(now.school).weeks)
            now._go_to(State.WAITING, clock.day_of(at, now.school.timezone) + weeks)
            record(by, "added", now, at=at)
            _telling().tell_who_is_asked(now, now.asked().order_by("pk"), but=by, at=at)
        self.refresh_from_db()

    def _go_to(self, state: str, due_on: date | None) -> None:
        self.state, self.due_on, self.version = state, due_on, self.version + 1
        self.save(update_fields=["state", "due_on", "version"])

    def turn_to(self, leader: Person, *, by: Person, at: datetime) -> None:
        """One more leader is asked: whoever was asked may be ill, or gone."""
        with transaction.atomic():
            now = self.held()
            if not now.to.filter(pk=leader.pk).exists():
                now.to.add(leader)
                record(by, "turned to", now, at=at)
                _telling().tell_who_is_asked(now, [leader], but=by, at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """It no longer waits for anybody, and leaders no longer read it. What was decided stays decided."""
        with transaction.atomic():
            now = self.held()
            if now.withdrawn_at is None and now.state in (*OPEN, State.MORE):
                Proposal.objects.filter(pk=now.pk).update(withdrawn_at=at, version=now.version + 1)
                record(by, "withdrew", now, at=at)
        self.refresh_from_db()


class Answer(models.Model):
    """One word in the course of a proposal, and its reasons: a leader's, or what the group added to it."""

    ADDED = "added"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=8, choices=[*State.choices, (ADDED, _("what the group added"))])
    reasons = models.TextField(max_length=4000)
    due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="no_answer_without_a_reason")]
        indexes = [models.Index(fields=["proposal", "at"])]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def postpones(self) -> bool:
        """Not an answer yet, but another day for it."""
        return self.kind == State.WAITING


def _telling() -> Any:
    from collegium.outcomes import telling  # noqa: PLC0415  its letters look at this noun again when they leave

    return telling


def leaders_of(school: School) -> models.QuerySet[Person]:
    """To whom a proposal may be put: the leadership team, and whoever leads learning there."""
    duty: Any = Responsibility.objects.current().of(school)
    held = duty.filter(person=OuterRef("pk"), kind__in=LEADING)
    return Person.objects.filter(Exists(held)).order_by(*by_surname(), "pk")
