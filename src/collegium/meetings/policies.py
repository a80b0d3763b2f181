"""What a person may do about a group's meetings. Dates and places are the group's, and the programme's planner's."""

from collections.abc import Sequence

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.meetings.models import Action, Item, Meeting, Promise, Sitting, Video
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


def may_set_agenda(person: Person, meeting: Meeting) -> bool:
    """Any member, with nobody's leave, until the meeting is over."""
    return not meeting.is_cancelled and is_member(person, meeting.group) and not is_closed(meeting)


def may_shorten_agenda(person: Person, meeting: Meeting) -> bool:
    """Any member, until the meeting begins: from then on its steps have had their time."""
    return may_set_agenda(person, meeting) and not Sitting.objects.filter(meeting=meeting).exists()


def may_edit_item(person: Person, item: Item) -> bool:
    """Who added it or brings it; what came with the way of working, or from somebody who has left, any member."""
    if not may_set_agenda(person, item.meeting) or item.withdrawn_at is not None:
        return False
    keeper = item.added_by
    return keeper is None or person in (keeper, item.owner) or not belongs(keeper, item.meeting.group)


def may_meet(person: Person, meeting: Meeting) -> bool:
    """Any member begins it."""
    return not meeting.is_cancelled and is_member(person, meeting.group)


def may_steer(person: Person, sitting: Sitting) -> bool:
    """Who has the chair; where its holder has left the group, any member. Anybody may take the chair."""
    if not sitting.is_open or not is_member(person, sitting.meeting.group):
        return False
    chair = sitting.chair
    return chair is None or chair == person or not belongs(chair, sitting.meeting.group)


def may_take_part(person: Person, sitting: Sitting) -> bool:
    return sitting.is_open and is_member(person, sitting.meeting.group)


def may_write(person: Person, item: Item) -> bool:
    """Any member, also afterwards: what was written down wrongly is put right."""
    return belongs(person, item.meeting.group) and item.meeting.group.is_going()


def may_promise_for(person: Person, group: Group, promiser: Person) -> bool:
    """For oneself, or typed for another member, who then says yes to it."""
    return is_member(person, group) and belongs(promiser, group)


def may_keep(person: Person, promise: Promise) -> bool:
    """One's own: to say yes to, to put into other words, to let go."""
    return promise.person_id == person.pk and promise.is_open


def may_take_back_promise(person: Person, promise: Promise) -> bool:
    """Its own person; and whoever typed it, until that person has said yes."""
    return promise.is_open and (
        promise.person_id == person.pk or (promise.by_id == person.pk and not promise.is_confirmed)
    )


def may_act(person: Person, action: Action) -> bool:
    """Any member ticks off or takes away what the group wrote down."""
    return is_member(person, action.meeting.group)


def may_tell_afterwards(person: Person, meeting: Meeting) -> bool:
    """Any member, once it has begun without a screen."""
    return not meeting.is_cancelled and is_member(person, meeting.group) and not is_closed(meeting)


def is_member(person: Person, group: Group) -> bool:
    """Belongs to a group that goes on."""
    return belongs(person, group) and group.is_going()


def is_closed(meeting: Meeting) -> bool:
    return Sitting.objects.filter(meeting=meeting, closed_at__isnull=False).exists()


def may_share_roles(person: Person, meeting: Meeting) -> bool:
    """Swap and take: any member, until the meeting is over."""
    return may_set_agenda(person, meeting)


def may_see_to(person: Person, meeting: Meeting, organisers: Sequence[Person]) -> bool:
    """The practicalities: whoever looks after this meeting; where nobody does, any member."""
    return may_set_agenda(person, meeting) and (person in organisers or not organisers)


def may_withdraw_video(person: Person, video: Video, organisers: Sequence[Person]) -> bool:
    """Who brings it, and who looks after the meeting."""
    own = person == video.by and may_set_agenda(person, video.meeting)
    return own or may_see_to(person, video.meeting, organisers)
