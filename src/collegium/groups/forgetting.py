"""Whose name was typed for a group and who did not come: their name and address do not stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet

from collegium.groups.models import Invitation, Membership, Waiting
from collegium.people.models import Appointment, Guest, Offer, Person, Responsibility

# A no that was pressed by mistake can be put right for as long.
KEPT = timedelta(days=7)


def forget_who_did_not_come(*, at: datetime) -> int:
    """Forget everybody who was only ever asked into groups and said no, or was not asked before it was over."""
    return sum(_forget(pk, at) for pk in list(only_asked(at=at).values_list("pk", flat=True)))


def only_asked(*, at: datetime) -> QuerySet[Person]:
    """On no staff, in no group, never signed in; every invitation of theirs is over, and has been for a week."""
    asked = Invitation.objects.filter(person=OuterRef("pk"))
    lately = asked.filter(Q(answered_at__gt=at - KEPT) | Q(group__conclusion__at__gt=at - KEPT))
    belonging = [
        Exists(model.objects.filter(person=OuterRef("pk")))
        for model in (Appointment, Guest, Membership, Offer, Responsibility, Waiting)
    ]
    found = Person.objects.filter(Exists(asked), ~Exists(asked.open()), ~Exists(lately), last_login=None)
    return found.filter(*(~one for one in belonging))


def _forget(pk: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            Person.objects.select_for_update().filter(pk=pk).first()
            still = only_asked(at=at).filter(pk=pk).first()
            return bool(still and still.delete())
    except ProtectedError:
        # Something of theirs stands here for another reason.
        return False
