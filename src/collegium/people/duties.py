"""Handing duties to colleagues and taking them back, never silently: who keeps the accounts learns of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Person, Responsibility, School


def hand(person: Person, kind: str, school: School, *, by: Person, at: datetime) -> Responsibility:
    """From today this is their duty."""
    with transaction.atomic():
        held = Responsibility.objects.current().filter(person=person, kind=kind, school=school).exists()
        duty = Responsibility.objects.give(person, kind, school, by=by, at=at)
        if not held:
            _tell(duty, _("%(by)s has made %(person)s %(duty)s at %(school)s."), by=by, at=at)
    return duty


def take_back(duty: Responsibility, *, by: Person, at: datetime) -> None:
    """From now on it is not."""
    with transaction.atomic():
        was_open = duty.ends_on is None
        duty.end(on=at.date() - timedelta(days=1), by=by, at=at)
        if was_open:
            _tell(duty, _("%(by)s has ended that %(person)s is %(duty)s at %(school)s."), by=by, at=at)


def _tell(duty: Responsibility, words: str, *, by: Person, at: datetime) -> None:
    text = words % {
        "by": by,
        "person": duty.person,
        "duty": duty.get_kind_display(),
        "school": duty.school,
    }
    keepers = Responsibility.objects.current(at.date()).filter(school=duty.school, kind=Responsibility.Kind.ACCOUNTS)
    told = {duty.person, *(keeper.person for keeper in keepers.select_related("person"))} - {by}
    subject = _("A duty at your school")
    for person in sorted(told, key=lambda one: one.pk):
        if person.email:
            put_in(AccountLetter(to=person.email, subject=subject, text=text, at=at, person=person))
