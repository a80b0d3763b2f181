"""Programmes with their themes and times, and one's own wishes."""

from datetime import date, datetime
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from collegium.api.scopes import Area, read, write
from collegium.api.views.acting import acts
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import After, Body, Id, Limit, Linked, Number, Page, page, text
from collegium.api.views.problems import Refused, answers
from collegium.kit import clock
from collegium.kit.web import ensure
from collegium.programmes import policies
from collegium.programmes.models import Answer, Programme, WishesClosed

router = Router(tags=["Programmes"])
READ, WRITE = Bearer(read(Area.PROGRAMMES)), Bearer(write(Area.PROGRAMMES))


class Theme(Schema):
    id: int
    title: str
    about: str


class Slot(Schema):
    """A weekly time at which groups may meet. Monday is 0."""

    id: int
    weekday: int
    starts_at: str = Field(description="By the clock on the wall there, as 15:45.")
    minutes: int

    @staticmethod
    def resolve_starts_at(one: Any) -> str:
        return f"{one.starts_at:%H:%M}"


class ProgrammeOut(Linked):
    """What a school offers its staff for a year."""

    title: str
    school_id: int
    approach: str
    year: str
    vision: str
    begins_on: date | None
    ends_on: date | None
    wishes_until: date | None
    opened_at: datetime | None
    themes: list[Theme]
    slots: list[Slot]

    @staticmethod
    def resolve_approach(one: Programme) -> str:
        return one.approach.title

    @staticmethod
    def resolve_themes(one: Programme) -> list[Any]:
        return sorted(one.themes.all(), key=lambda theme: (theme.order, theme.pk))

    @staticmethod
    def resolve_slots(one: Programme) -> list[Any]:
        return sorted(one.slots.all(), key=lambda slot: (slot.weekday, slot.starts_at))


class Wishes(Schema):
    """What you said you would like. The first theme is the first wish."""

    id: int
    programme_id: int
    themes: list[int]
    cannot: list[int] = Field(description="Times at which you cannot meet.")
    would_lead: bool
    joins_as_given: bool
    question: str
    at: datetime

    @staticmethod
    def resolve_themes(one: Answer) -> list[int]:
        return [theme.pk for theme in one.themes()]

    @staticmethod
    def resolve_cannot(one: Answer) -> list[int]:
        return [slot.pk for slot in one.cannot.all()]


class NewWishes(Body):
    themes: Annotated[list[Id], Field(max_length=5)] = Field(description="The first one is the first wish.")
    cannot: Annotated[list[Id], Field(max_length=100)] = []
    would_lead: bool = False
    joins_as_given: bool = Field(False, description="I will join the group that I am given.")
    question: text(300, least=0) = ""  # type: ignore[valid-type]


def shown(request: ByToken) -> Any:
    found = Programme.objects.visible_to(request.user)
    return found.select_related("approach").prefetch_related("themes", "slots")


@router.get("/programmes", auth=READ, response=answers(Page[ProgrammeOut]))
def programmes(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """The programmes of your schools."""
    return page(request, shown(request), after, limit)


@router.get("/programmes/{number}", auth=READ, response=answers(ProgrammeOut))
def programme(request: ByToken, number: Number) -> Any:
    """One programme."""
    return get_object_or_404(shown(request), pk=number)


@router.get("/programmes/{number}/wishes", auth=READ, response=answers(Wishes))
def wishes(request: ByToken, number: Number) -> Any:
    """Your own wishes; nobody else's, whatever your duties are."""
    found = get_object_or_404(Programme.objects.visible_to(request.user), pk=number)
    return get_object_or_404(mine(request), programme=found)


def mine(request: ByToken) -> Any:
    return Answer.objects.filter(person=request.user).prefetch_related("wishes__theme", "cannot")


@router.post("/programmes/{number}/wishes", auth=WRITE, response=answers(Wishes))
@acts(lambda request, number: get_object_or_404(mine(request), pk=number))
def wish(request: ByToken, number: Number, body: NewWishes) -> Answer:
    """Say what you would like, in place of what you said before."""
    found = get_object_or_404(Programme.objects.visible_to(request.user).opened(), pk=number)
    ensure(policies.may_answer(request.user, found))
    if len(body.themes) > found.most_wishes:
        raise Refused(
            _("Those are more wishes than this programme takes."),
            _("At most %(most)d themes.") % {"most": found.most_wishes},
        )
    themes = _chosen(body.themes, found.themes.wishable(), "themes")
    cannot = _chosen(body.cannot, found.slots.all(), "cannot")
    try:
        return found.collecting.take(
            request.user, at=clock.now(), wishes=themes, cannot=cannot, would_lead=body.would_lead,
            joins_as_given=body.joins_as_given, question=body.question,
        )  # fmt: skip
    except WishesClosed:
        raise Refused(_("Wishes are closed."), _("Ask whoever leads the programme.")) from None


def _chosen(numbers: list[int], offered: Any, place: str) -> list[Any]:
    """These, in this order; each once, and none that is not offered."""
    there = offered.in_bulk(numbers)
    if len(set(numbers)) != len(numbers) or len(there) != len(numbers):
        raise Refused(
            _("The programme does not offer all of that."),
            _("In %(place)s, give numbers that the programme lists, each once.") % {"place": place},
        )
    return [there[number] for number in numbers]
