"""What is on offer to somebody, and where they stand with each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from collegium.people.models import Person
from collegium.people.models.year import year_starting
from collegium.programmes.models import Answer, Programme, schools_led_by


@dataclass(frozen=True)
class Offered:
    """One programme as one person sees it."""

    programme: Programme
    schools: list[str]
    themes: list[str]
    is_collecting: bool
    is_led: bool
    is_asked: bool
    answered_at: datetime | None


@dataclass(frozen=True)
class Catalogue:
    drafts: list[Offered]
    this_year: list[Offered]
    other_years: list[Offered]


def catalogue_of(person: Person, at: datetime) -> Catalogue:
    """Drafts that one leads, this year's offer, and what there was before."""
    offered = offered_to(person, at)
    this_year: date = year_starting(timezone.localdate(at))
    opened = sorted((one for one in offered if one.programme.is_open), key=_waits_least)
    return Catalogue(
        drafts=[one for one in offered if not one.programme.is_open],
        this_year=[one for one in opened if one.programme.year_starts_on >= this_year],
        other_years=[one for one in opened if one.programme.year_starts_on < this_year],
    )


def _waits_least(one: Offered) -> tuple[bool, bool]:
    """What waits for one's wishes comes first, then what still collects any."""
    return (not (one.is_collecting and one.is_asked and one.answered_at is None), not one.is_collecting)


def offered_to(person: Person, at: datetime) -> list[Offered]:
    """Everything this person may know of, the newest year first. The same number of queries however much there is."""
    programmes = (
        Programme.objects.visible_to(person)
        .select_related("approach", "school")
        .prefetch_related("schools", "themes")
        .order_by("-year_starts_on", "title", "pk")
    )
    answers = dict(Answer.objects.filter(person=person).values_list("programme_id", "at"))
    led = set(schools_led_by(person).values_list("pk", flat=True))
    asked = set(Programme.objects.asking(person).values_list("pk", flat=True))
    return [
        Offered(
            programme=programme,
            schools=[school.name for school in programme.schools.all()],
            themes=[theme.title for theme in programme.themes.all()],
            is_collecting=programme.is_collecting(at),
            is_led=programme.school_id in led,
            is_asked=programme.pk in asked,
            answered_at=answers.get(programme.pk),
        )
        for programme in programmes
    ]
