"""What a person may do about finding a time. Polls are the group's: whoever does not belong learns of none."""

from datetime import datetime

from collegium.groups.models import Group
from collegium.groups.policies import belongs, coordinates
from collegium.people.models import Network, Person, Responsibility, School
from collegium.people.policies import may_set_up
from collegium.scheduling.models import Option, Poll


def may_ask(person: Person, group: Group) -> bool:
    """Any member, as for the meetings themselves."""
    return group.is_going() and belongs(person, group)


def may_answer(person: Person, poll: Poll) -> bool:
    """Whoever belongs. That it is closed is said on the page."""
    return poll.group.is_going() and belongs(person, poll.group)


def may_run(person: Person, poll: Poll) -> bool:
    """Remind, close and choose: whoever asked, and the coordinators."""
    return poll.group.is_going() and (
        (poll.by_id == person.pk and belongs(person, poll.group)) or coordinates(person, poll.group)
    )


def may_withdraw(person: Person, option: Option, at: datetime) -> bool:
    """Whoever suggested the time, and those who run the poll."""
    return option.poll.is_open(at) and (
        (option.by_id == person.pk and may_answer(person, option.poll)) or may_run(person, option.poll)
    )


def may_take(person: Person, group: Group) -> bool:
    """The coordinators say which year the group takes; where nobody coordinates, any member."""
    return group.is_going() and coordinates(person, group)


def may_describe_rooms(person: Person, school: School) -> bool:
    """Those who see to its year and terms."""
    return may_set_up(person, school)


def may_time_travel(person: Person, network: Network) -> bool:
    """The network's lead, and those who see to the year of one of its schools."""
    leads = Responsibility.objects.current().filter(
        person=person, network=network, kind=Responsibility.Kind.NETWORK_LEAD
    )
    return leads.exists() or any(may_set_up(person, school) for school in network.schools.served_by(person))
