"""Numbers that a learning walk has counted already: lessons of members, and of other staff."""

from dataclasses import dataclass

from collegium.impact.models import Comparison
from collegium.people.models import Person
from collegium.statistics.comparing import Arms, Count
from collegium.walks.models import LookFor, Walk
from collegium.walks.telling import Finding, findings


@dataclass(frozen=True)
class Found:
    """One thing that a walk looked for, with members and others apart."""

    walk: Walk
    finding: Finding

    @property
    def look_for(self) -> LookFor:
        return self.finding.look_for

    @property
    def arms(self) -> Arms:
        (seen, of), (other_seen, other_of) = self.look_for.apart
        return Arms(Count(seen, of), Count(other_seen, other_of))


def found_by_walks(comparison: Comparison, person: Person) -> list[Found]:
    """What walks of the aspect counted of this year's members, newest first.

    A walk knows who belonged at all; for those who belonged longer, its numbers would be of others.
    """
    if not comparison.of_lessons or comparison.least_months:
        return []
    walks = Walk.objects.visible_to(person).walked().filter(
        aspect=comparison.aspect_id, members_in=comparison.year_starts_on
    ).prefetch_related("look_fors").order_by("-first_on", "-pk")  # fmt: skip
    return [
        Found(walk, finding)
        for walk in walks
        for finding in findings(sorted(walk.look_fors.all(), key=lambda one: one.order)) if finding.look_for.apart
    ]  # fmt: skip
