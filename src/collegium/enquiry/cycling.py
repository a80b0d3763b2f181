"""A cycle as a page shows it: its stages with their marks, what was written in each, and what is next."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collegium.enquiry.models import Cycle, Note, Passage, Prediction
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.people.models import Person


@dataclass(frozen=True)
class Step:
    """One stage of the cycle."""

    passage: Passage
    notes: list[Note] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    hides: bool = False
    is_behind: bool = False

    @property
    def is_now(self) -> bool:
        return self.passage.is_now

    @property
    def is_done(self) -> bool:
        return self.passage.done_at is not None and not self.is_now

    @property
    def tone(self) -> str:
        return "due" if self.is_now else "good" if self.is_done else ""

    @property
    def mark(self) -> str:
        return "check" if self.is_done else ""

    @property
    def is_missing(self) -> bool:
        """Required, and the group went on without it. No other stage is ever missing."""
        skipped = self.passage.early if self.is_done else self.is_behind
        return self.passage.stage.gate_required and not self.is_now and skipped

    @property
    def done_words(self) -> str:
        return _("gone on early") if self.passage.early else _("done")

    @property
    def short(self) -> str:
        """What was written here last, in a line or two."""
        words = [f"{self.notes[-1].text}"] if self.notes else []
        shown = self.predictions[-1] if self.predictions else None
        words += [_("We predict: %(text)s") % {"text": shown.text}] if shown and not shown.pupil else []
        return " ".join(words)


@dataclass(frozen=True)
class Round:
    """The whole of it, for one reader."""

    cycle: Cycle
    steps: list[Step]

    @property
    def heading(self) -> str:
        if self.cycle.of > 1:
            return _("Cycle %(number)d of %(of)d · “%(title)s”") % {
                "number": self.cycle.number, "of": max(self.cycle.of, self.cycle.number), "title": self.cycle.title,
            }  # fmt: skip
        return _("“%(title)s”") % {"title": self.cycle.title}

    @property
    def now(self) -> Step | None:
        return next((step for step in self.steps if step.is_now), None)

    @property
    def following(self) -> Step | None:
        """The next stage that the group has not been through."""
        now = self.now
        ahead = [step for step in self.steps if not step.is_now and not step.is_done]
        later = [step for step in ahead if not now or step.passage.stage.order > now.passage.stage.order]
        return next(iter(later), None)

    @property
    def missing(self) -> list[Step]:
        return [step for step in self.steps if step.is_missing]

    @property
    def is_going(self) -> bool:
        return self.cycle.finished_at is None


def round_of(cycle: Cycle | None, reader: Person) -> Round | None:
    """Three queries, however much was written."""
    if cycle is None:
        return None
    notes, predictions = defaultdict(list), defaultdict(list)
    for note in _notes(cycle, reader):
        notes[note.stage_id].append(note)
    for one in _predictions(cycle, reader):
        predictions[one.stage_id].append(one)
    passages = _passages(cycle)
    for passage in passages:
        passage.cycle = cycle
    revealing = [one for one in passages if one.stage.reveals]
    hides = bool(revealing) and not any(one.done_at for one in revealing)
    furthest = max((at for at, one in enumerate(passages) if one.is_now or one.done_at), default=-1)
    steps = [
        Step(one, notes[one.stage_id], predictions[one.stage_id], hides, at < furthest)
        for at, one in enumerate(passages)
    ]
    return Round(cycle, steps)


@written_once
def _notes(cycle: Cycle, reader: Person) -> QuerySet[Note]:
    return Note.objects.visible_to(reader).filter(cycle=cycle).select_related("person").order_by("at", "pk")


@written_once
def _predictions(cycle: Cycle, reader: Person) -> QuerySet[Prediction]:
    known = Prediction.objects.visible_to(reader).filter(cycle=cycle)
    return known.select_related("person").order_by("pupil", "at", "pk")


@written_once
def _passages(cycle: Cycle) -> QuerySet[Passage]:
    return Passage.objects.filter(cycle=cycle).select_related("stage").order_by("stage__order")


def round_now(group: Group, reader: Person) -> Round | None:
    """The cycle that the group is in."""
    return round_of(next(iter(_going(group, reader)), None), reader)


@written_once
def _going(group: Group, reader: Person) -> QuerySet[Cycle]:
    return Cycle.objects.visible_to(reader).going().filter(group=group).order_by("pk")[:1]
