"""What a member may do in the talk of their group. Nobody is in charge of it."""

from collegium.conversation.models import Post, Thread
from collegium.groups import policies as groups
from collegium.groups.models import Group
from collegium.people.models import Person


def may_open(person: Person, group: Group) -> bool:
    return group.is_going() and groups.belongs(person, group)


def may_say(person: Person, thread: Thread) -> bool:
    return may_open(person, thread.group)


def may_sort(person: Person, thread: Thread) -> bool:
    """Whoever opened it, or looks after arrangements."""
    mine = thread.opened_by_id == person.pk or groups.coordinates(person, thread.group)
    return mine and may_open(person, thread.group)


def may_mend(person: Person, post: Post) -> bool:
    """One's own words, while one belongs and the group goes on."""
    return post.by_id == person.pk and not post.taken_back_at and may_say(person, post.thread)


def may_take_back(person: Person, post: Post) -> bool:
    """One's own words, also when the group has ended."""
    return post.by_id == person.pk and not post.taken_back_at
