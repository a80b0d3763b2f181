"""Handing duties to colleagues and taking them back, never silently: who keeps the accounts learns of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from collegium.people import policies
from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Appointment, Person, Responsibility, School


def hand(person: Person, kind: str, school: School, *, by: Person, at: datetime) -> Responsibility:
    """From today this is their duty."""
    with transaction.atomic():
        held = Responsibility.objects.current().filter(person=person, kind=kind, school=school).exists()
        duty = Responsibility.objects.give(person, kind, school, by=by, at=at)
        if not held:
            _tell(duty, _("%(by)s has made %(person)s %(duty)s at %(school)s."), by=by, at=at)
    return duty


def take_back(duty: Responsibility, *, by: Person, at: datetime) -> None:
    """From now on it is not. Of two keepers who take it from each other at once, one stays."""
    with transaction.atomic():
        _hold(duty.school)
        duty.refresh_from_db()
        if duty.ends_on is None and not policies.may_take_back(by, duty):
            raise PermissionDenied
        was_open = duty.ends_on is None
        duty.end(on=at.date() - timedelta(days=1), by=by, at=at)
        if was_open:
            _tell(duty, _("%(by)s has ended that %(person)s is %(duty)s at %(school)s."), by=by, at=at)


def end(place: Appointment, *, on: date, by: Person, at: datetime) -> None:
    """Somebody leaves after that day, and their duties with them; the last keeper of accounts does not."""
    with transaction.atomic():
        _hold(place.school)
        place.refresh_from_db()
        if place.ends_on is None and not policies.may_end(by, place):
            raise PermissionDenied
        place.end(on=on, by=by, at=at)


def _hold(school: School | None) -> None:
    """Whoever counts the keepers of a school counts alone."""
    if school:
        School.objects.select_for_update(no_key=True).get(pk=school.pk)


def _tell(duty: Responsibility, words: str, *, by: Person, at: datetime) -> None:
    text = words % {
        "by": by,
        "person": duty.person,
        "duty": duty.get_kind_display(),
        "school": duty.school,
    }
    tell_keepers(duty.school, _("A duty at your school"), text, by=by, at=at, also=[duty.person])


def tell_keepers(
    school: School | None, subject: str, text: str, *, by: Person, at: datetime, also: Iterable[Person] = ()
) -> None:
    """What one keeper of accounts did for the school, the others hear of."""
    keepers = Responsibility.objects.current(at.date()).filter(school=school, kind=Responsibility.Kind.ACCOUNTS)
    told = {*also, *(keeper.person for keeper in keepers.select_related("person"))} - {by}
    for person in sorted(told, key=lambda one: one.pk):
        if person.email:
            put_in(AccountLetter(to=person.email, subject=subject, text=text, at=at, person=person))
