"""How somebody on a staff list comes in for the first time: by a link of their own, on paper or by mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment, Guest, Link, Offer, Person, School

# A summer holiday and the first weeks of term.
GOOD_FOR = timedelta(days=90)
WELCOME, OFFER = "welcome", "offer"


def prepare(people: Iterable[Person], *, at: datetime) -> None:
    """A welcome link for each who has none, in two queries for any number. Those that are over begin afresh."""
    wanted = [Link(purpose=WELCOME, person=person, until=at + GOOD_FOR) for person in people]
    Link.objects.bulk_create(wanted, batch_size=500, ignore_conflicts=True)


def prepare_offers(offers: Iterable[Offer], *, at: datetime) -> None:
    """The same slip of paper for somebody who is known here already; it leads to the question, not to a password."""
    wanted = [Link(purpose=OFFER, person_id=offer.person_id, thing=offer.pk, until=at + GOOD_FOR) for offer in offers]
    Link.objects.bulk_create(wanted, batch_size=500, ignore_conflicts=True)


def receive(person: Person, school: School, *, invited_by: Person, at: datetime) -> None:
    """A colleague from outside said yes to a group that had said yes to them: from now on they may sign in.

    Who has never signed in has a welcome link too, since a code by mail may not reach them."""
    with transaction.atomic():
        _guest, is_new = Guest.objects.get_or_create(
            person=person, defaults={"school": school, "invited_by": invited_by, "at": at}
        )
        if is_new:
            record(person, "came as a guest", person, at=at)
        if is_new and not person.has_signed_in:
            Link.objects.for_(WELCOME, person).renew(until=at + GOOD_FOR)


def renew(person: Person, *, by: Person, at: datetime) -> Link:
    """A fresh welcome link; the one before it is dead at once."""
    with transaction.atomic():
        link = Link.objects.for_(WELCOME, person).renew(until=at + GOOD_FOR)
        record(by, "welcomed", person, at=at)
    return link


def settle_in(
    link: Link, *, password: str, at: datetime, email: str = "", language: str = ""
) -> Person | None:
    """The person chooses a password, and the link is used up. None: it was used a moment ago.

    The language that their browser asked for is theirs from then on, in letters too; they may choose another.
    """
    with transaction.atomic():
        if not Link.objects.alive(at).filter(pk=link.pk, serial=link.serial).update(revoked_at=at):
            return None
        person = link.person
        if email:
            person.email = email
            person.save(update_fields=["email"])
        if language and language != settings.LANGUAGE_CODE:
            person.speak(language, at=at)
        person.choose(password)
        record(person, "arrived", person, at=at)
    return person


@dataclass(frozen=True)
class Slip:
    """One slip of paper: for whom, the address to type, and the same as a picture for a phone."""

    name: str
    department: str
    url: str
    picture: SafeString
    is_guest: bool = False


def as_slip(link: Link, name: str = "", department: str = "", *, is_guest: bool = False) -> Slip:
    url = settings.ADDRESS + reverse("people:welcome", args=[link.token])
    return Slip(name or link.person.name, department, url, qr(url), is_guest)


def qr(url: str) -> SafeString:
    """A QR code as SVG by attributes alone: the page allows no style."""
    code = segno.make(url, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, title=_("QR code of the link")))


def slips_of(school: School, *, at: datetime) -> tuple[list[Slip], int]:
    """A slip for everybody who has not come in yet, by department and name; and how many have no link today."""
    waiting = list(
        school.appointments.not_over(at.date()).filter(person__last_login=None)
        .order_by("department__name", *by_surname("person__"))
        .values_list("person", "person__first_name", "person__last_name", "department__name")
    )  # fmt: skip
    links = {
        link.person_id: link
        for link in Link.objects.alive(at).filter(purpose=WELCOME, person__in=[row[0] for row in waiting])
    }
    slips = [
        as_slip(links[pk], f"{first} {last}".strip(), department or "")
        for pk, first, last, department in waiting
        if pk in links
    ]
    guests = guests_of(school).filter(last_login=None)
    invited = (
        Link.objects.alive(at).filter(purpose=WELCOME, person__in=guests).select_related("person__guest__school")
    )
    slips += [as_slip(link, department=link.person.guest.school.name, is_guest=True) for link in invited]
    offers = {offer.pk: offer for offer in Offer.objects.open().filter(school=school)}
    for link in Link.objects.alive(at).filter(purpose=OFFER, thing__in=offers):
        typed = offers[link.thing].typed
        slips.append(as_slip(link, typed["name"], typed["department"]))
    without = sum(pk not in links for pk, *_rest in waiting) + guests.count() - len(invited)
    return sorted(slips, key=lambda slip: (slip.department, slip.name.casefold())), without


def guests_of(school: School) -> QuerySet[Person]:
    """Colleagues of schools without Collegium whom somebody then on this staff asked in; on no staff themselves."""
    then = Appointment.objects.filter(
        person=OuterRef("guest__invited_by"), school=school, starts_on__lte=OuterRef("guest__at__date")
    ).not_over(OuterRef("guest__at__date"))  # type: ignore[arg-type]
    staff = Appointment.objects.not_over().filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(then), ~Exists(staff), guest__isnull=False)


def welcome_all(school: School, *, by: Person, at: datetime) -> None:
    """A link for each who has not come in and has none that opens."""
    with transaction.atomic():
        staff = Person.objects.filter(appointments__in=school.appointments.not_over(at.date()))
        waiting = Person.objects.filter(
            Q(pk__in=staff.values("pk")) | Q(pk__in=guests_of(school).values("pk")), last_login=None
        )
        # Held, so that two keepers at once renew no link twice.
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        dead = Link.objects.filter(purpose=WELCOME, person__in=waiting).exclude(pk__in=Link.objects.alive(at))
        dead.update(serial=F("serial") + 1, revoked_at=None, until=at + GOOD_FOR)
        prepare(waiting, at=at)
        record(by, "welcomed everybody of", school, at=at)
