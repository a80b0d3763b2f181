"""What a person may do with what was tried, asked and thought of. Everything written is its author's."""

from collegium.enquiry.models import Idea, Question, Trial
from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.meetings.models import Promise
from collegium.people.models import Person


def may_tell(person: Person, promise: Promise) -> bool:
    """Whoever promised it, and nobody for them."""
    return promise.person_id == person.pk


def may_change(person: Person, trial: Trial) -> bool:
    return trial.person_id == person.pk


def may_echo(person: Person, trial: Trial) -> bool:
    """One's own trial of somebody else's idea that still stands."""
    return trial.person_id == person.pk and trial.idea is not None and may_hear(trial.idea, person)


def may_hear(idea: Idea, trier: Person) -> bool:
    return idea.person_id != trier.pk and not idea.is_withdrawn


def may_write(person: Person, idea: Idea) -> bool:
    """Its author, until it is withdrawn."""
    return idea.person_id == person.pk and not idea.is_withdrawn


def may_take_up(idea: Idea) -> bool:
    return not idea.is_withdrawn


def may_enquire(person: Person, group: Group) -> bool:
    """Every member, for as long as the group goes on."""
    return group.is_going() and belongs(person, group)


def may_work_on(person: Person, question: Question) -> bool:
    """A group's question: its members, while it goes on. Any other: whoever asked it."""
    if question.of_group and question.group:
        return may_enquire(person, question.group)
    return question.person_id == person.pk


def may_withdraw(person: Person, question: Question) -> bool:
    """Whoever asked it, as long as they may still work on it."""
    return question.person_id == person.pk and may_work_on(person, question)
