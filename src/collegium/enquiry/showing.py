"""What Today and a group's Now page take from the enquiry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.enquiry.lineage import figures
from collegium.enquiry.models import Echo, Idea, Trial, waiting_of
from collegium.enquiry.words import buttons
from collegium.groups.models import Group
from collegium.kit.asking import written_once
from collegium.meetings.models import Promise
from collegium.meetings.showing import Row
from collegium.people.models import Person

CARDS = 3
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class Waits:
    """A promise that waits for one tap."""

    promise: Promise
    buttons: list[tuple[str, str]]
    trial: Trial | None
    next_day: str = ""


def waits_for(person: Person, meetings: Iterable[Row] = (), group: Group | None = None) -> list[Waits]:
    """The promises of which nothing is told first, then those that are carried on. One query."""
    days: dict[int, str] = {}
    for row in meetings:
        days.setdefault(row.meeting.group_id, date_format(row.day, "l j F"))
    cards = [
        Waits(
            one, buttons(one.group.approach.verdicts), getattr(one, "trial", None), days.get(one.group_id, "")
        )
        for one in _waiting(person, group)
    ]
    return sorted(cards, key=lambda card: card.trial is not None)[:CARDS]


@written_once
def _waiting(person: Person, group: Group | None) -> QuerySet[Promise]:
    found = waiting_of(person).filter(group=group) if group else waiting_of(person)
    return found.select_related("group__approach", "trial").order_by("-made_at", "-pk")[: 2 * CARDS]


@dataclass(frozen=True)
class Used:
    """That somebody used one's idea, and when that was, as one says it."""

    echo: Echo
    when: str

    @property
    def named(self) -> bool:
        return self.echo.named

    @property
    def person(self) -> Person:
        return self.echo.person

    @property
    def idea(self) -> Idea:
        return self.echo.idea

    @property
    def words(self) -> str:
        return self.echo.words


def echoes_for(person: Person, local: datetime) -> list[Used]:
    """What colleagues did with this person's ideas in the last days. One query."""
    echoes = _echoes(person, local)
    return [Used(echo, _when(echo.at.astimezone(local.tzinfo).date(), local.date())) for echo in echoes]


@written_once
def _echoes(person: Person, local: datetime) -> QuerySet[Echo]:
    fresh = Echo.objects.for_author(person).filter(at__gt=local - FRESH)
    return fresh.select_related("trial", "person", "idea").order_by("-at")[:CARDS]


def _when(day: date, today: date) -> str:
    if day == today:
        return _("today")
    return _("yesterday") if day == today - timedelta(days=1) else _("on %(day)s") % {"day": date_format(day, "l")}


def plans_of(person: Person) -> list[Trial]:
    """What somebody means to try for themselves. One query."""
    plans = _plans(person)
    for plan in plans:
        plan.buttons = buttons()  # type: ignore[attr-defined]
    return plans


@written_once
def _plans(person: Person) -> QuerySet[Trial]:
    return Trial.objects.planned().filter(person=person).order_by("-at", "-pk")[:CARDS]


def ideas_for(person: Person) -> list[Idea]:
    """What colleagues have shared lately, with what became of it elsewhere. One query."""
    ideas = _ideas(person)
    for idea in ideas:
        idea.figures = figures(idea)  # type: ignore[attr-defined]
    return ideas


@written_once
def _ideas(person: Person) -> QuerySet[Idea]:
    found = Idea.objects.visible_to(person).standing().from_others(person).with_figures()
    return found.order_by("-at", "-pk")[:CARDS]
