"""Where the person who looks works and which duties they hold: what every page's frame goes by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from collegium.booklets import waiting as booklets
from collegium.groups.models import Decision
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.outcomes.waiting import something_for
from collegium.people.models import Guest, Person, Responsibility, School
from collegium.people.models.school import SchoolQuerySet
from collegium.programmes.models import Programme
from collegium.sharings.near import something_near
from collegium.walks.models import Walk

KINDS = Responsibility.Kind


@dataclass(frozen=True)
class Standing:
    """Where a person works and which duties they hold today, found once for each page."""

    schools: list[School]
    duties: Mapping[str, int | None]
    guest_of: str = ""
    leads_programme: int | None = None
    since: date | None = None
    first_school: int | None = None
    walks: bool = False
    outcomes: bool = False
    pieces: bool = False
    sessions: bool = False
    # How much waits for their word; most often nothing does, and nothing more need be asked.
    decisions: int = 0

    @property
    def keeps_server(self) -> bool:
        """The server belongs to the keeper of the school that began here."""
        return self.first_school is not None and self.duties.get(KINDS.ACCOUNTS) == self.first_school

    @property
    def place(self) -> str:
        return ", ".join(school.name for school in self.schools) or self.guest_of

    def holds(self, *kinds: str) -> bool:
        return any(kind in self.duties for kind in kinds)

    def school_of(self, *kinds: str) -> School | None:
        """The school of one of these duties; of a duty in a network, the first one where they work."""
        numbers = {self.duties[kind] for kind in kinds if kind in self.duties}
        fit = (school for school in self.schools if school.pk in numbers or None in numbers)
        return next(fit, None)


def standing(request: HttpRequest) -> Standing:
    """Two queries, once for a request however often it is asked."""
    if not hasattr(request, "_standing"):
        request._standing = _standing(request.user)  # type: ignore[attr-defined, arg-type]
    found: Standing = request._standing  # type: ignore[attr-defined]
    return found


@written_once
def _places(person: Person) -> SchoolQuerySet:
    """The schools to which somebody belongs, with whether anything there may wait for them."""
    posts = person.appointments_now().filter(school=OuterRef("pk"))
    guest = Guest.objects.filter(person=person, school=OuterRef("pk"))
    walk = Walk.objects.announced().filter(school=OuterRef("pk"), finished_at=None, walkers__person=person)
    before = School.objects.filter(is_outside=False, pk__lt=OuterRef("pk"))
    return (
        School.objects.filter(Exists(posts) | Exists(guest))
        .annotate(since=Subquery(posts.order_by("starts_on").values("starts_on")[:1]), came_first=~Exists(before),
                  walk_ahead=Exists(walk), outcome_waits=something_for(person),
                  piece_waits=booklets.something_for(person), session_near=something_near(clock.now()),
                  decisions_wait=_decisions_of(person))
        .order_by("name")
    )


def _decisions_of(person: Person) -> Case:
    """Counted only where one cheap look says that there may be any."""
    waiting = Decision.objects.waiting_for(person).order_by().annotate(one=Value(1)).values("one")
    number = Subquery(waiting.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return Case(When(Exists(Decision.objects.perhaps_for(person)), then=Coalesce(number, 0)), default=0)


@written_once
def _elsewhere(person: Person) -> QuerySet[Decision]:
    """Of whoever belongs to no school."""
    return Decision.objects.waiting_for(person)


@written_once
def _duties(person: Person) -> QuerySet[Responsibility, tuple[str, int | None, int | None]]:
    """What somebody is responsible for, at which school, and the newest programme there."""
    newest = Programme.objects.filter(school=OuterRef("school")).order_by("-year_starts_on", "-pk")
    held = Responsibility.objects.current().filter(person=person)
    return held.values_list("kind", "school", Subquery(newest.values("pk")[:1])).order_by("-pk")


def _standing(person: Person) -> Standing:
    places: list[Any] = _places(person)
    duties = _duties(person)
    schools = [place for place in places if place.since]
    led = (programme for kind, _school, programme in duties if kind == KINDS.CPD_LEAD and programme)
    return Standing(
        schools,
        {kind: school for kind, school, _programme in duties},
        guest_of="" if schools else ", ".join(place.name for place in places),
        leads_programme=next(led, None),
        first_school=next((place.pk for place in schools if place.came_first), None),
        since=min((place.since for place in schools), default=None),
        walks=any(place.walk_ahead for place in schools),
        outcomes=any(place.outcome_waits for place in places),
        pieces=any(place.piece_waits for place in places),
        decisions=places[0].decisions_wait if places else len(_elsewhere(person)),
        sessions=any(place.session_near for place in schools),
    )
