"""What a person may do about a sharing session that they may know of."""

from datetime import datetime

from collegium.outcomes.models import Policy, Report
from collegium.outcomes.policies import is_author, may_write, proposed
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, is_on_staff, leads_cpd
from collegium.sharings.models import Sharing


def leads(person: Person, school: School) -> bool:
    """Whoever leads learning at the school, or the school."""
    return leads_cpd(person, school) or in_leadership(person, school)


def may_prepare(person: Person, sharing: Sharing) -> bool:
    """They, until it is called off or its slips are counted."""
    return sharing.cancelled_at is None and sharing.counted_at is None and leads(person, sharing.school)


def may_say_they_were_there(person: Person, sharing: Sharing, at: datetime) -> bool:
    """Whoever is on the staff, once it has begun."""
    return sharing.is_standing and sharing.starts_at <= at and is_on_staff(person, sharing.school)


def may_follow(person: Person, kind: str, thing: object) -> bool:
    """Those whose outcome it is see how far it has come, beside whoever leads."""
    if isinstance(thing, Report):
        return is_author(person, thing) or may_write(person, thing)
    if isinstance(thing, Policy):
        return proposed(person, thing.proposal)
    return getattr(thing, "person_id", None) == person.pk
