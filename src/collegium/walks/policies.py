"""Who may do what with a learning walk. One sentence each."""

from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, leads_cpd
from collegium.walks.models import Walk


def may_prepare(person: Person, school: School) -> bool:
    """Whoever leads the school's programmes, or the school."""
    return leads_cpd(person, school) or in_leadership(person, school)


def may_change(person: Person, walk: Walk) -> bool:
    """Until it is announced; what was agreed with the staff stands."""
    return walk.is_draft and may_prepare(person, walk.school)


def walks(person: Person, walk: Walk) -> bool:
    """One of the two. Nobody else ever sees which lessons were drawn, whatever their duties are."""
    return walk.walkers.filter(person=person).exists()


def may_draw(person: Person, walk: Walk) -> bool:
    return walk.is_coming and walks(person, walk)


def may_write(person: Person, walk: Walk) -> bool:
    return walk.is_under_way and walks(person, walk)


def may_finish(person: Person, walk: Walk) -> bool:
    return may_write(person, walk)


def may_call_off(person: Person, walk: Walk) -> bool:
    return (
        walk.called_off_at is None and not walk.is_finished and may_prepare(person, walk.school)
    )
