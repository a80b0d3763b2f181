"""What a person may do about a group's meetings. Dates and places are the group's, and the programme's planner's."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.meetings.models import Meeting
from collegium.people.models import Person
from collegium.programmes.models import Programme


def plans(person: Person, group: Group) -> bool:
    """Leads the programme to which the group belongs."""
    return Programme.objects.led_by(person).filter(groups=group).exists()


def may_arrange(person: Person, group: Group) -> bool:
    """Any member, and the programme's lead, for as long as the group goes on."""
    return group.is_going() and (belongs(person, group) or plans(person, group))


def may_change(person: Person, meeting: Meeting) -> bool:
    """A meeting that stands."""
    return not meeting.is_cancelled and may_arrange(person, meeting.group)


def may_see_video(person: Person, group: Group) -> bool:
    """Whoever has the link can walk in: it is for members."""
    return belongs(person, group)
