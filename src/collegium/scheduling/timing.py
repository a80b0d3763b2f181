"""How long the ways between schools take, kept in one go."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from collegium.people.models import Person, School
from collegium.scheduling.models import Travel


def say_ways(ways: Iterable[tuple[School, School, int | None]], *, by: Person, at: datetime) -> None:
    """All of them or none. What stands so already is no change."""
    with transaction.atomic():
        for one, other, minutes in ways:
            Travel.objects.say(one, other, minutes, by=by, at=at)
