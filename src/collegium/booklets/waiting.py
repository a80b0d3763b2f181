"""What of booklets waits for one person: the yes to a piece of theirs."""

from django.db.models import Exists, Q, QuerySet

from collegium.booklets.models import Yes
from collegium.kit.asking import written_once
from collegium.people.models import Person


def something_for(person: Person) -> Q:
    """Whether it is worth looking: asked with what every page asks anyway."""
    return Q(Exists(Yes.objects.waiting().filter(person=person)))


@written_once
def yeses_for(person: Person) -> QuerySet[Yes]:
    """For Today: the piece that was asked about first on top."""
    mine = Yes.objects.waiting().filter(person=person).select_related("piece__booklet", "edition")
    return mine.order_by("asked_at", "pk")[:3]
