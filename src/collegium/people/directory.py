"""What a school's directory may do: bring colleagues, correct what it knows of them, and take them out.

It acts for the keeper who made its key, by the verbs of the staff pages, and for addresses of the school's own only.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collegium.kit.listing import in_a_row
from collegium.people import appointing, duties, policies
from collegium.people.models import Appointment, DirectoryEntry, DirectoryKey, Person, School

LONGEST = {"user_name": 254, "external_id": 254, "email": 200, "first_name": 80, "last_name": 80, "job_title": 120}


class Refused(Exception):
    """Why the directory's wish is not done, in a sentence with its mend."""


class MayNot(Refused):
    """What only people do."""


class Taken(Refused):
    """Somebody is known by that name already."""


class Asked(Taken):
    """Known here, and not only at this school: the person answers, and that they were asked is kept."""

    def __init__(self) -> None:
        super().__init__(
            _("This address is known here already, and not only to you. The person has been asked on their own page "
              "whether they work at your school, and is on your staff when they have said yes.")
        )  # fmt: skip


@dataclass(frozen=True)
class Card:
    """What a directory says of a colleague, and what we say to it. An empty ``number``: nobody yet."""

    user_name: str
    external_id: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    active: bool = True
    number: int | None = None
    since: datetime | None = field(default=None, compare=False)


def staff(school: School) -> QuerySet[Person]:
    """Whom the directory may know of: the staff, and leavers that it knew, unless they work elsewhere by now."""
    here = Appointment.objects.not_over().filter(school=school).values("person")
    elsewhere = Appointment.objects.not_over().exclude(school=school).values("person")
    known = DirectoryEntry.objects.filter(school=school).values("person")
    return Person.objects.filter(Q(pk__in=here) | (Q(pk__in=known) & ~Q(pk__in=elsewhere))).order_by("pk")


def on_staff(school: School) -> QuerySet[Person]:
    here = Appointment.objects.not_over().filter(school=school)
    return Person.objects.filter(pk__in=here.values("person"))


def called(school: School, user_name: str) -> QuerySet[Person]:
    """By the name that the directory gave; or by the address, of those whom it has not named yet."""
    entries = DirectoryEntry.objects.filter(school=school)
    named = entries.filter(user_name__iexact=user_name).values("person")
    unnamed = Q(email__iexact=user_name) & ~Q(pk__in=entries.values("person"))
    return staff(school).filter(Q(pk__in=named) | unnamed)


def numbered(school: School, external_id: str) -> QuerySet[Person]:
    entries = DirectoryEntry.objects.filter(school=school, external_id=external_id)
    return staff(school).filter(pk__in=entries.values("person"))


def cards(school: School, people: QuerySet[Person]) -> list[Card]:
    """In three queries for any number."""
    found = list(people)
    places = {place.person_id: place for place in school.appointments.not_over().filter(person__in=found)}
    entries = {entry.person_id: entry for entry in school.directory_entries.filter(person__in=found)}
    return [_card(person, places.get(person.pk), entries.get(person.pk)) for person in found]


def open_to(school: School, *, by: Person, at: datetime) -> tuple[DirectoryKey, str]:
    """A key for the school's directory; the others who keep the accounts hear of it."""
    with transaction.atomic():
        key, secret = DirectoryKey.objects.make(school, by=by, at=at)
        text = _(
            "%(by)s has made a key with which a directory brings colleagues to %(school)s and takes leavers out. "
            "It stands under “Staff”, “Sign-in”, “The school’s directory”."
        ) % {"by": by, "school": school}
        duties.tell_keepers(school, _("A key for your school’s directory"), text, by=by, at=at)
    return key, secret


def bring(key: DirectoryKey, card: Card, *, at: datetime) -> int:
    """Somebody joins the staff. Who is known elsewhere too is asked first, and is here when they have said yes."""
    school = key.school
    with transaction.atomic():
        _hold(school)
        ensure_ours(school, card)
        if called(school, card.user_name).exists() or on_staff(school).filter(email__iexact=card.email).exists():
            raise Taken(_("Somebody on the staff has this name already. Look for them, and change their entry."))
        _appoint(key, card, at=at)
        person = on_staff(school).filter(email__iexact=card.email).first()
        if person:
            _note(key, person, card, at=at)
        if person and not card.active:
            leave(key, person.pk, at=at)
    if person is None:
        raise Asked
    return person.pk


def change(key: DirectoryKey, card: Card, *, at: datetime) -> None:
    """What the directory knows now: name, address and title; and whether they work here at all."""
    with transaction.atomic():
        _hold(key.school)
        person = staff(key.school).filter(pk=card.number or 0).first()
        if person is None:
            raise Refused(_("Somebody took them out a moment ago."))
        (today,) = cards(key.school, staff(key.school).filter(pk=person.pk))
        is_here = card == today or _change(key, person, card, today, at=at)
    if not is_here:
        raise Asked


def _change(key: DirectoryKey, person: Person, card: Card, today: Card, *, at: datetime) -> bool:
    """Whether they are on the staff, or meant not to be, and not only asked."""
    if called(key.school, card.user_name).exclude(pk=person.pk).exists():
        raise Taken(_("Somebody else on the staff has this name."))
    if card.active:
        ensure_ours(key.school, card)
        if not today.active:
            _appoint(key, replace(today, user_name=card.user_name), at=at)
        if not on_staff(key.school).filter(pk=person.pk).exists():
            return False
        _correct(key, person, card, at=at)
    else:
        ensure_fits(card)
        leave(key, person.pk, at=at)
    _note(key, person, card, at=at)
    return True


def leave(key: DirectoryKey, number: int, *, at: datetime) -> None:
    """Gone by the next request: sessions, feeds, programs. What they wrote stays. Twice changes nothing."""
    yesterday = at.date() - timedelta(days=1)
    with transaction.atomic():
        _hold(key.school)
        place = key.school.appointments.not_over().filter(person=number).select_related("school").first()
        if place is None:
            return
        if not policies.may_end(key.by, place):
            raise MayNot(_("The last keeper of accounts and whoever made this key are taken off the staff by hand."))
        # Who came today and leaves today would be here until midnight; and a last day that was set is too late now.
        later = Appointment.objects.filter(pk=place.pk)
        later.filter(starts_on__gt=yesterday).update(starts_on=yesterday)
        later.update(ends_on=None)
        duties.end(place, on=yesterday, by=key.by, at=at)


def forget(key: DirectoryKey, number: int, *, at: datetime) -> None:
    """The directory deletes somebody: they leave, and it knows nobody by that number any more."""
    with transaction.atomic():
        leave(key, number, at=at)
        key.school.directory_entries.filter(person=number).delete()


def ensure_ours(school: School, card: Card) -> None:
    """Only addresses that end as the school has said of its own accounts."""
    ensure_fits(card)
    sign_on = school.sign_ons.going().first()
    domains = sign_on.domains if sign_on else []
    ends = in_a_row(domains) or pgettext("no ending of an address", "none")
    for address in {card.email, card.user_name if "@" in card.user_name else card.email}:
        if address.lower().rpartition("@")[2] not in domains or address.count("@") != 1:
            raise Refused(
                _("“%(address)s” is not an address of %(school)s. It may bring those that end with: %(domains)s.")
                % {"address": address, "school": school, "domains": ends}
            )


def ensure_fits(card: Card) -> None:
    for name, most in LONGEST.items():
        text = getattr(card, name)
        if len(text) > most or "\0" in text:
            raise Refused(_("“%(text)s…” is longer than %(most)d letters, or holds one that nobody can type.")
                          % {"text": text[:20].replace("\0", ""), "most": most})  # fmt: skip
    try:
        validate_email(card.email)
    except ValidationError as error:
        raise Refused(_("“%(address)s” is not a mail address.") % {"address": card.email}) from error


def _hold(school: School) -> None:
    """Of two who bring the same colleague one does."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)


def _appoint(key: DirectoryKey, card: Card, *, at: datetime) -> None:
    try:
        appointing.appoint(
            key.school, by=key.by, at=at, first_name=card.first_name, last_name=card.last_name, email=card.email,
            job_title=card.job_title,
        )  # fmt: skip
    except appointing.CannotAppoint as reason:
        raise Refused(str(reason)) from reason


def _correct(key: DirectoryKey, person: Person, card: Card, *, at: datetime) -> None:
    place = key.school.appointments.not_over().select_related("person", "school", "department", "manager").get(
        person=person
    )
    if Person.objects.filter(email__iexact=card.email).exclude(pk=person.pk).exists():
        raise Taken(_("This address is another’s here."))
    said = {"first_name": card.first_name, "last_name": card.last_name, "email": card.email.lower()}
    known = {name: getattr(place.person, name) for name in said}
    if (said if policies.is_ours_alone(person, key.school) else known) != known or card.job_title != place.job_title:
        kept = {name: getattr(place, name) for name in ("post", "staff_code", "experience", "manager")}
        department = place.department.name if place.department else ""
        appointing.correct(
            place, by=key.by, at=at, **said, **kept, job_title=card.job_title, department=department
        )


def _note(key: DirectoryKey, person: Person, card: Card, *, at: datetime) -> None:
    DirectoryEntry.objects.note(
        key.school, person, user_name=card.user_name, external_id=card.external_id, at=at
    )


def _card(person: Person, place: Appointment | None, entry: DirectoryEntry | None) -> Card:
    return Card(
        user_name=entry.user_name if entry else person.email or f"{person.pk}",
        external_id=entry.external_id if entry else "",
        email=person.email or "",
        first_name=person.first_name,
        last_name=person.last_name,
        job_title=place.job_title if place else "",
        active=place is not None,
        number=person.pk,
        since=person.joined_at,
    )
