"""Who may do what with a survey. One sentence each; who may know of it, its ``visible_to`` says."""

from collegium.enquiry.policies import may_enquire
from collegium.groups.models import Group
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.programmes.policies import may_lead
from collegium.surveys.models import ClassCode, Passed, Survey, Words


def may_ask_pupils(person: Person, group: Group) -> bool:
    """Every member, while the group goes on."""
    return may_enquire(person, group)


def may_ask_staff(person: Person, programme: Programme) -> bool:
    return may_lead(person, programme)


def may_run(person: Person, survey: Survey) -> bool:
    """A group's survey belongs to its members alike; a programme's to whoever leads it."""
    if survey.group is not None:
        return may_ask_pupils(person, survey.group)
    return survey.programme is not None and may_ask_staff(person, survey.programme)


def may_change(person: Person, survey: Survey) -> bool:
    """Until the first code is given out."""
    return may_run(person, survey) and not survey.has_begun()


def may_answer(person: Person, survey: Survey) -> bool:
    """A staff survey: whoever is on the staff that the programme is for."""
    return survey.programme is not None and person.schools_now().filter(programmes=survey.programme).exists()


def may_see_class(person: Person, code: ClassCode) -> bool:
    """The figures of a single class are for the colleague who asked it, and for nobody beside."""
    return code.by_id == person.pk


def may_look_through(person: Person, words: Words) -> bool:
    """The one person whom the data record names, until they are let through."""
    return words.wave.survey.account.checker_id == person.pk and not words.is_shown


def may_settle(person: Person, passed: Passed) -> bool:
    return passed.to_id == person.pk


def may_tell(person: Person, programme: Programme) -> bool:
    """What changed because of what staff said: whoever leads the programme writes it."""
    return may_lead(person, programme)
