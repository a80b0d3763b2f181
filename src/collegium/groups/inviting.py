"""Asking colleagues in, asking to join, and guests from schools that have no Collegium."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from collegium.groups import deciding, letters
from collegium.groups.models import Group, Invitation, Membership, Waiting
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.text import as_address
from collegium.people.models import Appointment, Guest, Link, Person, School
from collegium.people.welcoming import WELCOME, Slip, as_slip

# Somebody else's mailbox is not a toy: an address is written to at most thrice an hour, and one person asks at most
# twenty outside addresses a day.
ADDRESS_AN_HOUR = 3
PERSON_A_DAY = 20


TOO_MANY = _("That is many addresses for one day. Ask the others tomorrow, so that nobody’s mailbox is flooded.")


class TooMany(Exception):
    """So many invitations in so short a time that strangers' mailboxes would suffer."""


class Homeless(Exception):
    """The person is on no school's staff, so there is no school to belong for."""


def invite(
    group: Group,
    person: Person,
    *,
    by: Person,
    at: datetime,
    reason: str = "",
    called: str = "",
    school: School | None = None,
) -> Invitation | None:
    """A member suggests a colleague: that is the member's own yes. The group's rule decides when the colleague is
    asked. Somebody who belongs already, or is asked already, is not asked twice."""
    home = school or school_of(person, group)
    with transaction.atomic():
        locked = group.locked()
        if locked.memberships.not_over(clock.day_of(at)).filter(person=person).exists():
            return None
        invitation, is_new = locked.invitations.get_or_create(
            person=person,
            answered_at=None,
            defaults={"by": by, "at": at, "reason": reason, "called": called, "school": home},
        )
        if is_new:
            record(by, "invited", invitation, at=at)
        invitation.consent(by=by, at=at)
        if is_new:
            deciding.tell(invitation.put(), at=at)
    return invitation


def invite_address(
    group: Group, *, email: str, name: str, school: str, by: Person, at: datetime, reason: str = ""
) -> Invitation | None:
    """A member suggests a colleague elsewhere, by mail address. Whether somebody here has that address already
    shows nowhere: known or new, the answer is the same. Nobody may sign in by being suggested: that comes with the
    group's yes and their own."""
    with transaction.atomic():
        ensure_within_limits(email, by=by, at=at)
        person = somebody(email, name)
        home = None if _has_a_home(person) else outside_school(school)
        return invite(group, person, by=by, at=at, reason=reason, called=name.strip()[:120], school=home)


def invite_all(
    group: Group,
    colleagues: Iterable[Person],
    guests: Iterable[tuple[str, str, str]],
    *,
    by: Person,
    at: datetime,
    reason: str = "",
) -> None:
    """Several at once: colleagues of the staff, and guests as name, address and school."""
    with transaction.atomic():
        for colleague in colleagues:
            invite(group, colleague, by=by, at=at, reason=reason)
        for name, email, school in guests:
            invite_address(group, email=email, name=name, school=school, by=by, at=at, reason=reason)


def ask_to_join(group: Group, person: Person, *, at: datetime, reason: str = "") -> Membership | Waiting | Invitation:
    """One's own yes, which the group's rule answers: joined, in the queue of a full group, or put to the group."""
    with transaction.atomic():
        locked = group.locked()
        day = clock.day_of(at)
        if already := locked.memberships.not_over(day).filter(person=person).first():
            return already
        school = school_of(person, group)
        if not locked.has_a_seat(day):
            return locked.keep_waiting(person, school=school, at=at)
        invitation, is_new = locked.invitations.get_or_create(
            person=person, answered_at=None, defaults={"by": person, "at": at, "reason": reason, "school": school}
        )
        if is_new or invitation.by_id != person.pk:
            # Somebody may have thought of them before: from now on they ask themselves, and their yes is given.
            Invitation.objects.filter(pk=invitation.pk).update(by=person)
            invitation.by = person
            record(person, "asked to join", invitation, at=at)
        invitation.weigh(at=at)
        if is_new:
            deciding.tell(invitation.put(), at=at)
        return invitation.accept(at=at) or invitation.joined(at) or invitation


def stop_waiting(group: Group, person: Person, *, at: datetime) -> None:
    """Out of the queue, and the request with it."""
    with transaction.atomic():
        group.waiting.filter(person=person).delete()
        for request in group.invitations.open().filter(person=person, by=person):
            request.withdraw(by=person, at=at)


def link_by_hand(invitation: Invitation) -> str:
    """The personal link, to be handed over on paper or screen to those whom no letter reaches. It is there for each
    of them alike, so that it tells nobody who has an account or has ever signed in."""
    reached = bool(settings.EMAIL_HOST and invitation.person.email)
    if invitation.agreed_at is None or reached:
        return ""
    return letters.address(invitation, by_hand=True)


def may_answer_by_hand(invitation: Invitation) -> bool:
    """Whoever can answer for themselves is not answered for by the bearer of a paper: they sign in first."""
    person = invitation.person
    return not person.has_signed_in and not Guest.objects.filter(person=person).exists()


def ways_in(invitations: QuerySet[Invitation], *, at: datetime) -> list[Slip]:
    """The welcome slips of guests who said yes to these invitations and whom no letter reaches.

    Not of somebody who belongs to another group too: the slip would open that group's space to whoever hands it
    over. Theirs are the keepers' of accounts to give.
    """
    if settings.EMAIL_HOST:
        return []
    here = Appointment.objects.not_over(clock.day_of(at)).filter(person=OuterRef("pk"))
    asked = invitations.filter(person=OuterRef("pk"), answer=Invitation.Answer.ACCEPTED)
    elsewhere = Membership.objects.filter(person=OuterRef("pk")).exclude(group__in=invitations.values("group"))
    guests = Person.objects.filter(Exists(asked), ~Exists(elsewhere), ~Exists(here), guest__isnull=False)
    links = Link.objects.alive(at).filter(purpose=WELCOME, person__in=guests.filter(last_login=None))
    return [as_slip(link) for link in links.select_related("person").order_by("pk")]


def school_of(person: Person, group: Group) -> School:
    """The school for which a person belongs: one of the group's if they work there, else their own."""
    mine = person.schools_now()
    school = mine.filter(groups=group).order_by("pk").first() or mine.order_by("pk").first()
    guest = Guest.objects.select_related("school").filter(person=person).first()
    if school is None and guest is None:
        raise Homeless
    return school or guest.school  # type: ignore[union-attr]


def somebody(email: str, name: str) -> Person:
    """Who has this address, or somebody new with the name that was typed. Knowing an address opens nothing."""
    first, _space, last = name.strip().partition(" ")
    person, is_new = Person.objects.get_or_create(
        email=email.lower(), defaults={"first_name": first[:80], "last_name": last.strip()[:80]}
    )
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def outside_school(name: str) -> School:
    """The school of that name among those without Collegium, or a new one: a name that may host a meeting."""
    known = School.objects.filter(is_outside=True, name__iexact=name.strip()).order_by("pk").first()
    return known or School.objects.create(
        name=name.strip()[:160], slug=f"{as_address(name)[:48] or 'school'}-{secrets.token_hex(3)}", is_outside=True
    )


def ensure_within_limits(email: str, *, by: Person, at: datetime) -> None:
    """Within the invitation's transaction: whoever asks twenty at the same moment is counted one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    lately = Invitation.objects.filter(person__email=email.lower(), at__gt=at - timedelta(hours=1))
    today = Invitation.objects.filter(by=by, at__gt=at - timedelta(days=1)).exclude(called="")
    if lately.count() >= ADDRESS_AN_HOUR or today.count() >= PERSON_A_DAY:
        raise TooMany


def _has_a_home(person: Person) -> bool:
    return person.schools_now().exists() or Guest.objects.filter(person=person).exists()
