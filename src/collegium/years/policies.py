"""Who closes a year, and who says what becomes of a group."""

from collegium.groups import policies as groups
from collegium.groups.models import Group
from collegium.people.models import Person
from collegium.years.models import Closing


def may_say(person: Person, group: Group) -> bool:
    """The group's own word: whoever coordinates it, until its programme's year is closed."""
    if group.programme_id is None or not groups.may_edit(person, group):
        return False
    return not Closing.objects.filter(programme=group.programme_id).exists()
