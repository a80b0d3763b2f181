"""What a person may do about a TeachMeet that they may know of."""

from collegium.people.models import Person
from collegium.teachmeets.models import Talk, TeachMeet


def may_announce(person: Person) -> bool:
    """Whoever works at a school here: no approval."""
    return person.schools_now().exists()


def may_host(person: Person, meet: TeachMeet) -> bool:
    """Whoever announced it, until it is over."""
    return meet.person_id == person.pk and meet.is_open


def may_fit(person: Person, meet: TeachMeet) -> bool:
    return may_host(person, meet) and meet.begun_at is None


def may_sign_up(person: Person, meet: TeachMeet) -> bool:
    """Whoever works at a school here, also late."""
    return meet.is_open and may_announce(person)


def may_tell(person: Person, talk: Talk) -> bool:
    """A talk's page is its speaker's."""
    return talk.person_id == person.pk and talk.withdrawn_at is None


def may_make_an_idea(person: Person, talk: Talk) -> bool:
    return may_tell(person, talk) and talk.idea_id is None
