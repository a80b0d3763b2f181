"""A set that is full, and enough who wait for a place: time for another one beside it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from collegium.groups.models import Group
from collegium.people.alphabet import by_surname
from collegium.people.models import Person

# One who begins it and two who waited: below that they are better off in the queue.
FEWEST = 2


def enough_wait(group: Group) -> bool:
    """A full group whose queue, with one who begins it, makes a group of its approach's smallest size."""
    waiting = group.waiting.count()
    return group.cap is not None and waiting >= max(FEWEST, group.approach.smallest - 1)


def who_might_come(group: Group, colleagues: QuerySet[Person]) -> QuerySet[Person]:
    """Those who wait, the members, and the colleagues whom one may ask anyway. Each is asked; nobody is moved."""
    members = group.memberships.current().values("person")
    found = Person.objects.filter(
        Q(pk__in=colleagues.order_by().values("pk")) | Q(pk__in=group.waiting.values("person")) | Q(pk__in=members)
    )
    return found.order_by(*by_surname(), "pk")


def first_words(group: Group) -> dict[str, object]:
    """The page on which the other set begins, as it stands before anybody has typed."""
    return {
        "title": _("%(title)s, another set") % {"title": group.title[:100]},
        "question": group.question,
        "approach": group.approach_id,
        "colleagues": list(group.waiting.order_by("at", "pk").values_list("person", flat=True)),
    }
