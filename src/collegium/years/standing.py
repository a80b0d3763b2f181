"""What a programme's year was, in figures that say nothing of anybody; and what speaks for another timing."""

from dataclasses import dataclass

from collegium.groups.models import Membership
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.surveys.models import Survey
from collegium.surveys.showing import Distribution, distributions, released

# The shipped question to staff about it.
TIMING = "staff.time"


@dataclass(frozen=True)
class Held:
    """A year of a programme: its groups, who took part, and how often they met."""

    groups: int
    people: int
    meetings: int


def held_in(programme: Programme) -> Held:
    there = Membership.objects.filter(group__programme=programme)
    met = Meeting.objects.filter(group__programme=programme, starts_at__lt=clock.now(), cancelled_at=None)
    return Held(programme.groups.count(), there.values("person").distinct().count(), met.count())


def new_this_year(programme: Programme) -> int:
    """Who came with this year: next year they are asked like everybody else."""
    return programme.new_staff().count()


def said_of_timing(programme: Programme, person: Person) -> list[Distribution]:
    """What staff answered to when groups should meet, from surveys that are over."""
    found = []
    for survey in Survey.objects.visible_to(person).filter(programme=programme).order_by("at", "pk"):
        texts = set(survey.items.filter(key=TIMING).values_list("text", flat=True))
        if texts and (releases := released(survey)):
            found += [one for one in distributions(survey, releases) if one.text in texts]
    return found
