"""What a learner may do."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.people.models import Person
from collegium.study.models import Design


def may_study(person: Person, group: Group) -> bool:
    """Every member, for as long as the group goes on."""
    return group.is_going() and belongs(person, group)


def may_copy(person: Person, design: Design) -> bool:
    """Whoever has a school to start a group at."""
    return not design.is_withdrawn and person.schools_now().exists()


def may_withdraw(person: Person, design: Design) -> bool:
    return design.person_id == person.pk and not design.is_withdrawn
