"""A person's calendar as other programs read it: a secret address of their own, which they may renew or end."""

from datetime import datetime, timedelta

import icalendar
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from collegium.calendar.events import as_vevent, new_calendar
from collegium.calendar.sources import events_of
from collegium.history.models import record
from collegium.kit.asking import written_once
from collegium.people.models import Link, Person

PURPOSE = "calendar"
BACK, AHEAD = timedelta(days=120), timedelta(days=430)
# A cancelled event stays as cancelled until every calendar has surely read it.
CANCELLED_FOR = timedelta(days=60)
EVERY = timedelta(hours=4)


def address_of(person: Person, at: datetime) -> str:
    """The address of this person's feed; empty while they have none."""
    links = _links(person, at)
    return settings.ADDRESS + reverse("calendar:feed", args=[links[0].token]) if links else ""


@written_once
def _links(person: Person, at: datetime) -> QuerySet[Link]:
    return Link.objects.alive(at).filter(purpose=PURPOSE, person=person, thing=0).order_by("pk")[:1]


def renew_address(person: Person, *, at: datetime) -> None:
    """A first address, or a fresh one: whatever read the old one reads nothing from now on."""
    with transaction.atomic():
        link, is_new = Link.objects.get_or_create(purpose=PURPOSE, person=person, thing=0)
        if not is_new:
            link.renew()
        record(person, "renewed calendar address", person, at=at)


def end_address(person: Person, *, at: datetime) -> None:
    """No calendar outside reads anything any more."""
    with transaction.atomic():
        for link in Link.objects.alive(at).filter(purpose=PURPOSE, person=person):
            link.revoke(at=at)
            record(person, "ended calendar address", person, at=at)


def owner_of(token: str, at: datetime) -> Person | None:
    """Whose feed this address opens now. Nobody's, once they have left their school."""
    link = Link.objects.opened_by(token, PURPOSE, at)
    if link is None or not Person.objects.signing_in().filter(pk=link.person_id).exists():
        return None
    return link.person


def feed(person: Person, at: datetime) -> bytes:
    """The person's events as an iCalendar file. The same events give the same bytes, so that readers may ask
    whether anything changed."""
    calendar = new_calendar()
    calendar.add("x-wr-calname", "Collegium")
    calendar.add("x-published-ttl", "PT4H")
    every = icalendar.vDuration(EVERY)
    every.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", every, encode=False)
    with override(person.language or settings.LANGUAGE_CODE):
        for event in events_of(person, at - BACK, at + AHEAD):
            changed = event.changed_at or event.starts_at
            if not event.proposed and not (event.cancelled and changed < at - CANCELLED_FOR):
                calendar.add_component(as_vevent(event, stamp=changed))
    return calendar.to_ical()
