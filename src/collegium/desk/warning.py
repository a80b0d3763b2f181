"""The letter that says that there is no good backup: to whoever keeps the server, once a week while it is so."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.desk.health import concerns
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person, Responsibility, School

KIND = "desk.concern"
AGAIN_AFTER = timedelta(days=7)


def keepers() -> list[Person]:
    """Whoever keeps the accounts of the school that began here, as ``policies.may_set_server`` says."""
    first = School.objects.filter(is_outside=False).order_by("pk").first()
    held = Responsibility.objects.current().filter(kind=Responsibility.Kind.ACCOUNTS, school=first)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def warn_keepers(*, at: datetime) -> None:
    if not concerns(at):
        return
    lately = Letter.objects.filter(kind=KIND, written_at__gt=at - AGAIN_AFTER)
    for person in keepers():
        if lately.filter(person=person).exists():
            continue
        with override(person.language or settings.LANGUAGE_CODE):
            said = "\n\n".join(f"{one.title}: {one.words} {one.remedy}" for one in concerns(at))
            page = f"{settings.ADDRESS}{reverse('desk:health')}"
            more = _("More is on the page of the server: %(address)s") % {"address": page}
            subject = _("Collegium needs you: what is written may not be safe")
            write(KIND, person, subject=subject, text=f"{said}\n\n{more}", at=at)


def is_wanted(letter: Letter) -> bool:
    return letter.person in keepers() and bool(concerns(clock.now()))
