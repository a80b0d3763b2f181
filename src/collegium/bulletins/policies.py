"""Who puts a school's bulletin together."""

from collegium.bulletins.models import Bulletin
from collegium.people.models import Person, Responsibility, School


def may_start(person: Person, school: School) -> bool:
    """Whoever leads learning at the school where they work."""
    here = person.schools_now().filter(pk=school.pk).exists()
    return here and person.has_duty(Responsibility.Kind.CPD_LEAD, school)


def may_edit(person: Person, bulletin: Bulletin) -> bool:
    """They, and of the staff whomever they asked to."""
    if bulletin.editor_id == person.pk:
        return person.schools_now().filter(pk=bulletin.school_id).exists()
    return may_start(person, bulletin.school)


def may_arrange(person: Person, bulletin: Bulletin) -> bool:
    """Its name, its slots and its editor: whoever leads learning."""
    return may_start(person, bulletin.school)
