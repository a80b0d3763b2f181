"""What was told of promises, for those who may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from collegium.enquiry.models import Trial, Verdict
from collegium.enquiry.words import mark, verdict_word
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.meetings.heard import Heard
from collegium.meetings.models import Meeting, Promise
from collegium.people.models import Person

SHOWN = 6


@dataclass(frozen=True)
class Told:
    """One trial as a list shows it."""

    trial: Trial
    word: str
    mark: str

    @property
    def is_in_use(self) -> bool:
        return self.trial.verdict in (Verdict.KEPT, Verdict.CHANGED)

    @property
    def said(self) -> list[str]:
        """What was written beside the one tap."""
        return [said for said in (self.trial.went_well, self.trial.changed) if said]


def told_of(trial: Trial) -> Told:
    return Told(trial, verdict_word(trial), mark(trial))


def heard_about(promises: Sequence[Promise], reader: Person) -> dict[int, Heard]:
    """The last word on each of these promises, as far as the reader may know of it: one query."""
    found = Trial.objects.visible_to(reader).filter(promise__in=promises).select_related("group__approach")
    return {
        trial.promise_id: Heard(verdict_word(trial), mark(trial), " ".join(told_of(trial).said), trial.at)
        for trial in found
        if trial.promise_id
    }


@dataclass(frozen=True)
class Lately:
    """What a group has heard since it last met; if nothing, the last that it heard before."""

    told: list[Told]
    since: datetime | None


def lately(group: Group, reader: Person, at: datetime) -> Lately:
    """Two queries, however much was told."""
    rows = _told(group, reader)
    since = next(iter(_last_met(group, reader, at)), None)
    new = [trial for trial in rows if since and trial.at >= since]
    return Lately([told_of(trial) for trial in new or rows[:3]], since if new else None)


@written_once
def _told(group: Group, reader: Person) -> QuerySet[Trial]:
    told = Trial.objects.visible_to(reader).told().filter(group=group)
    return told.select_related("person", "group__approach").order_by("-at", "-pk")[:SHOWN]


@written_once
def _last_met(group: Group, reader: Person, at: datetime) -> QuerySet[Meeting, datetime]:
    last = Meeting.objects.visible_to(reader).filter(group=group, cancelled_at=None, starts_at__lt=at)
    return last.order_by("-starts_at").values_list("starts_at", flat=True)[:1]
