"""What a learner may do."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs, coordinates
from collegium.people.models import Person
from collegium.study.models import Accompaniment, Design, Mentoring, Webinar


def may_study(person: Person, group: Group) -> bool:
    """Every member, for as long as the group goes on."""
    return group.is_going() and belongs(person, group)


def may_share(person: Person, group: Group) -> bool:
    """The plan is the group's own words: whoever coordinates lets others copy it, not any one member."""
    return group.is_going() and coordinates(person, group)


def may_copy(person: Person, design: Design) -> bool:
    """Whoever has a school to start a group at."""
    return not design.is_withdrawn and person.schools_now().exists()


def may_announce(person: Person) -> bool:
    """Whoever is on the staff of a school."""
    return person.schools_now().exists()


def may_call_off(person: Person, webinar: Webinar) -> bool:
    return webinar.person_id == person.pk and not webinar.is_withdrawn


def may_withdraw(person: Person, design: Design) -> bool:
    return design.person_id == person.pk and not design.is_withdrawn


def may_ask(person: Person, mentoring: Mentoring) -> bool:
    """Whoever is on the staff of a school; nobody asks themselves, and not what was taken back."""
    return not mentoring.is_withdrawn and mentoring.person_id != person.pk and person.schools_now().exists()


def may_take_back(person: Person, mentoring: Mentoring) -> bool:
    return mentoring.person_id == person.pk and not mentoring.is_withdrawn


def may_answer(person: Person, accompaniment: Accompaniment) -> bool:
    return accompaniment.mentoring.person_id == person.pk
