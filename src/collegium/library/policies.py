"""What a person may do with what stands in the library. It belongs to whoever brought it."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.library.models import Shelving, Work
from collegium.people.models import Person


def may_describe(person: Person, work: Work) -> bool:
    """Whoever brought it, until they take it back."""
    return work.person_id == person.pk and not work.is_withdrawn


def may_use(work: Work) -> bool:
    return not work.is_withdrawn


def may_shelve(person: Person, group: Group) -> bool:
    """Every member, for as long as the group goes on."""
    return group.is_going() and belongs(person, group)


def may_take_down(person: Person, shelving: Shelving) -> bool:
    return may_shelve(person, shelving.group)
