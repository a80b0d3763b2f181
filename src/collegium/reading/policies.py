"""What a reader may do. All readers are alike, whatever their post."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.people.models import Person
from collegium.reading.models import Best, Comment, Reading


def may_read(person: Person, group: Group) -> bool:
    """Every member, for as long as the group goes on."""
    return group.is_going() and belongs(person, group)


def may_write(person: Person, reading: Reading) -> bool:
    """Of the book that is read now, and of earlier ones: what worked is often known only later."""
    return may_read(person, reading.group)


def may_vote(person: Person, reading: Reading) -> bool:
    return reading.ended_at is None and may_read(person, reading.group)


def may_take_back(person: Person, thing: Best | Comment) -> bool:
    return thing.person_id == person.pk and thing.withdrawn_at is None
