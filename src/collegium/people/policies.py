"""Who may do what at a school. One sentence each."""

from collegium.people.models import Appointment, Erasure, Guest, Offer, Person, Responsibility, School
from collegium.people.models.erasure import last_worked_at


def keeps_accounts(person: Person, school: School) -> bool:
    return person.has_duty(Responsibility.Kind.ACCOUNTS, school)


def leads_cpd(person: Person, school: School) -> bool:
    return person.has_duty(Responsibility.Kind.CPD_LEAD, school)


def in_leadership(person: Person, school: School) -> bool:
    return person.has_duty(Responsibility.Kind.LEADERSHIP, school)


def is_on_staff(person: Person, school: School) -> bool:
    return person.appointments_now().filter(school=school).exists()


def may_see_staff(person: Person, school: School) -> bool:
    return is_on_staff(person, school)


def may_import_staff(person: Person, school: School) -> bool:
    return keeps_accounts(person, school)


def may_keep(person: Person, school: School) -> bool:
    """Open somebody's page for keepers of accounts, and change what stands on it."""
    return keeps_accounts(person, school)


def may_set_up(person: Person, school: School) -> bool:
    """The school's words, its year, its terms and days."""
    return keeps_accounts(person, school) or leads_cpd(person, school)


def may_set_server(person: Person) -> bool:
    """The address and the mail server belong to whoever keeps the accounts of the school that began here."""
    first = School.objects.filter(is_outside=False).order_by("pk").first()
    return first is not None and keeps_accounts(person, first)


def may_welcome(keeper: Person, person: Person, school: School) -> bool:
    """A link that sets a password opens the whole account: only for somebody who is this school's alone."""
    return keeps_accounts(keeper, school) and is_ours_alone(person, school)


def may_end(keeper: Person, appointment: Appointment) -> bool:
    """Nobody ends their own place, nor that of the last keeper: that would lock the school out."""
    school = appointment.school
    return (
        appointment.person_id != keeper.pk
        and keeps_accounts(keeper, school)
        and not is_the_last_keeper(appointment.person_id, school)
    )


def may_take_back(keeper: Person, duty: Responsibility) -> bool:
    """Somebody always keeps the accounts: the last keeper hands the duty on before laying it down."""
    if duty.school is None or not keeps_accounts(keeper, duty.school):
        return False
    return duty.kind != Responsibility.Kind.ACCOUNTS or not is_the_last_keeper(duty.person_id, duty.school)


def is_the_last_keeper(person: int, school: School) -> bool:
    """Whether this person keeps the accounts and nobody else goes on doing so: whose last day is set does not."""
    kept = Responsibility.objects.filter(kind=Responsibility.Kind.ACCOUNTS, school=school)
    others = kept.filter(ends_on=None).exclude(person=person)
    return kept.not_over().filter(person=person).exists() and not others.exists()


def may_answer(person: Person, offer: Offer) -> bool:
    return offer.person_id == person.pk


def may_be_signed_on(person: Person, school: School) -> bool:
    """A school's provider of accounts speaks for its own staff, and for nobody who is another school's too."""
    return is_on_staff(person, school) and is_ours_alone(person, school)


def is_ours_alone(person: Person, school: School) -> bool:
    """On no other school's staff now or soon, with no duty in a network, and nobody's guest."""
    elsewhere = Appointment.objects.not_over().filter(person=person).exclude(school=school)
    duty = Responsibility.objects.current().filter(person=person, network__isnull=False)
    return not (elsewhere.exists() or duty.exists() or Guest.objects.filter(person=person).exists())


def may_be_erased(person: Person) -> bool:
    """Anybody may be forgotten; who keeps the accounts alone hands the duty on first, or nobody could come in."""
    kept = School.objects.kept_by(person)
    return not any(is_the_last_keeper(person.pk, school) for school in kept)


def may_erase(keeper: Person, person: Person, school: School) -> bool:
    """A school answers for what is kept of people who worked there last. Colleagues of today ask for themselves."""
    return keeps_accounts(keeper, school) and last_worked_at(school).filter(pk=person.pk).exists()


def may_call_off(person: Person, erasure: Erasure) -> bool:
    """Whoever is to be erased, and the keepers of the school that asked for it."""
    asked = erasure.school is not None and keeps_accounts(person, erasure.school)
    return erasure.person_id == person.pk or asked
