"""The session of this week, for Today: when it is, and afterwards its slip."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from collegium.kit.asking import written_once
from collegium.people.models import Person
from collegium.sharings.models import Sharing
from collegium.sharings.models.sharing import SharingQuerySet

BEFORE, AFTER = timedelta(days=3), timedelta(days=1)


def _near(at: datetime) -> SharingQuerySet:
    return Sharing.objects.standing().filter(starts_at__gt=at - AFTER, starts_at__lt=at + BEFORE, counted_at=None)


def something_near(at: datetime) -> Q:
    """Whether a school has one: asked with what every page asks anyway."""
    return Q(Exists(_near(at).filter(school=OuterRef("pk"))))


def sessions_for(person: Person, at: datetime) -> list[tuple[Sharing, bool]]:
    """Those of one's schools in these days, and whether slips are taken now."""
    return [(sharing, sharing.takes_slips(at)) for sharing in _sessions(person, at)]


@written_once
def _sessions(person: Person, at: datetime) -> SharingQuerySet:
    return _near(at).of_staff(person).order_by("starts_at", "pk")[:2]
