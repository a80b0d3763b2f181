"""Who may do what with a comparison. One sentence each."""

from collegium.impact.models import Comparison, SharedRound
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, leads_cpd


def may_register(person: Person, school: School) -> bool:
    """Put a question, count, and share: whoever leads the school's programmes."""
    return leads_cpd(person, school)


def may_count(person: Person, comparison: Comparison) -> bool:
    return leads_cpd(person, comparison.school)


def may_read(person: Person, school: School) -> bool:
    """What is shared, and the figures of a school: its leadership team, and whoever leads its programmes."""
    return in_leadership(person, school) or leads_cpd(person, school)


def may_withdraw(person: Person, shared: SharedRound) -> bool:
    return leads_cpd(person, shared.school)
