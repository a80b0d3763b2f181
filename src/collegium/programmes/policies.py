"""Who may do what with a programme. One sentence each."""

from django.db.models import QuerySet

from collegium.kit.asking import written_once
from collegium.people.models import Person, School
from collegium.programmes.models import Approach, Programme, VisionReply, schools_led_by


def may_draft(person: Person) -> bool:
    return schools_led_by(person).exists()


def may_lead(person: Person, programme: Programme) -> bool:
    """Set it up, open and close it, see who has answered, and decide for whoever did not."""
    return bool(_led(person, programme.school_id))


@written_once
def _led(person: Person, school: int) -> QuerySet[School]:
    return schools_led_by(person).filter(pk=school)


def may_take_over(person: Person, approach: Approach) -> bool:
    """Let the school work with the newest version of a way of working."""
    return schools_led_by(person).filter(pk=approach.school_id).exists()


def may_name_aspects(person: Person, school: School) -> bool:
    """Say which parts of teaching the school looks at. All its staff read them."""
    return schools_led_by(person).filter(pk=school.pk).exists()


def may_answer(person: Person, programme: Programme) -> bool:
    """Whoever is asked; until when, the programme itself says."""
    return programme.asks(person)


def may_reply(person: Person, programme: Programme) -> bool:
    return programme.is_open


def may_take_back(person: Person, reply: VisionReply) -> bool:
    return reply.by_id == person.pk
