"""Air time over several meetings: who was heard, and who presented, how long ago."""

from datetime import date, datetime

from django.db.models import Max

from collegium.groups.models import Group, Membership
from collegium.meetings.models import Item, Meeting, Spoken
from collegium.meetings.speaking import order_of
from collegium.people.models import Person


def last_heard(meeting: Meeting) -> dict[int, date]:
    """For each person the day of the last meeting before this one at which they were heard in a round."""
    earlier = Spoken.objects.filter(item__meeting__group=meeting.group_id).exclude(item__meeting=meeting)
    before = earlier.filter(item__meeting__starts_at__lt=meeting.starts_at)
    found = before.values_list("person").annotate(latest=Max("item__meeting__starts_at"))
    return {person: latest.date() for person, latest in found}


def last_presented(group: Group) -> dict[int, date]:
    """For each person the day on which they last brought something to a protocol that was held."""
    held = Item.objects.filter(meeting__group=group, purpose=Item.Purpose.PROTOCOL, owner__isnull=False)
    done = held.exclude(hushed="").filter(spells__isnull=False)
    found = done.values_list("owner").annotate(latest=Max("meeting__starts_at"))
    return {person: latest.date() for person, latest in found}


def presenters(group: Group, *, at: datetime) -> list[Person]:
    """The members of today, whoever presented longest ago first; of those who never did, by lot for a day."""
    members = Membership.objects.current().filter(group=group).select_related("person")
    people = {member.person_id: member.person for member in members}
    return [people[pk] for pk in order_of(people, f"{group.pk}:{at:%Y-%m-%d}", last_presented(group))]
