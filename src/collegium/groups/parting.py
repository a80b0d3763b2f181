"""Who has left every school leaves their groups too, some days later: a staff list may have been wrong."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from collegium.groups.models import Membership
from collegium.kit import clock
from collegium.people.models import Appointment, Person

SECOND_THOUGHTS = timedelta(days=7)


def let_go(*, at: datetime) -> int:
    """End the memberships of people who may not sign in any more and left their last school a week ago.

    Until then they read nothing, and keep their place in case they come back.
    """
    lately = Appointment.objects.filter(person=OuterRef("person"), ends_on__gte=clock.day_of(at) - SECOND_THOUGHTS)
    gone = Membership.objects.current().filter(~Exists(lately)).exclude(person__in=Person.objects.signing_in())
    left = list(gone.select_related("group").order_by("pk"))
    for membership in left:
        membership.leave(by=None, at=at)
    return len(left)
