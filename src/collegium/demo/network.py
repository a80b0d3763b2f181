"""The schools of the demo: their years, their staff, and who was given which duty."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password

from collegium.demo.cast import BRANNOCS, HARBOUR, NORTHGATE, Colleague
from collegium.history.models import record_all
from collegium.people.models import (
    Appointment,
    Closure,
    Department,
    Network,
    Person,
    Responsibility,
    School,
    SchoolYear,
    Term,
)
from collegium.people.models.year import year_starting

# Whoever has no password of their own has this one's, if there is one.
EVERYBODY = ""
TRUST_LEAD = Colleague("Rachel Dunmore", "", address="network")


@dataclass
class DemoNetwork:
    """What was made: each person by name, and the schools in the order Northgate, Harbour, St Brannoc’s."""

    year_starts_on: date
    trust: Network
    schools: list[School] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def northgate(self) -> School:
        return self.schools[0]

    def school_of(self, name: str) -> School:
        """Where somebody of the cast works."""
        staffs = zip(self.schools, (NORTHGATE, HARBOUR, BRANNOCS), strict=True)
        return next(school for school, staff in staffs if any(colleague.name == name for colleague in staff))


def make_network(*, at: datetime, passwords: dict[str, str]) -> DemoNetwork:
    """Three schools of one trust, open since September, with everybody who works there."""
    made = DemoNetwork(
        year_starting(at.date()), Network.objects.create(name="Tideway Learning Trust", kind=Network.Kind.TRUST)
    )
    domains = ("northgate.example", "harbour.example", "brannocs.example")
    names = (("Northgate High", "Northgate"), ("Harbour Primary", "Harbour"), ("St Brannoc’s", "Brannock"))
    for (name, town), domain, staff in zip(names, domains, (NORTHGATE, HARBOUR, BRANNOCS), strict=True):
        school = School.objects.create(name=name, slug=domain.partition(".")[0], town=town)
        school.networks.add(made.trust)
        made.schools.append(school)
        for back in (1, 0):
            _open_year(school, date(made.year_starts_on.year - back, 9, 1))
        _employ(made, school, staff, domain, passwords, at)
    _give_duties(made, passwords, at)
    return made


def _open_year(school: School, first: date) -> None:
    """A year as English schools have it: three terms, a half-term in each, INSET days at the start."""
    autumn, spring = first.year, first.year + 1
    year = SchoolYear.objects.create(school=school, starts_on=first, ends_on=date(spring, 8, 31))
    for name, starts_on, ends_on in (
        ("Autumn term", date(autumn, 9, 1), date(autumn, 12, 18)),
        ("Spring term", date(spring, 1, 4), date(spring, 3, 26)),
        ("Summer term", date(spring, 4, 12), date(spring, 7, 20)),
    ):
        Term.objects.create(year=year, name=name, starts_on=starts_on, ends_on=ends_on)
    monday = date(autumn, 10, 25) - timedelta(days=date(autumn, 10, 25).weekday())
    days = [
        ("Half-term", "holiday", monday, 4),
        ("INSET", "inset", date(autumn, 9, 1), 0),
        ("Half-term", "holiday", date(spring, 2, 15), 4),
        ("INSET", "inset", date(spring, 1, 4), 0),
    ]
    for name, kind, starts_on, length in days:
        Closure.objects.create(
            school=school, name=name, kind=kind, starts_on=starts_on, ends_on=starts_on + timedelta(days=length)
        )


def _employ(
    made: DemoNetwork, school: School, staff: list[Colleague], domain: str, passwords: dict[str, str], at: datetime
) -> None:
    names = dict.fromkeys(colleague.department for colleague in staff)
    departments = {name: Department.objects.create(school=school, name=name) for name in names}
    started = [_person(colleague, domain, passwords, at) for colleague in staff]
    appointments = [
        Appointment(
            person=person,
            school=school,
            post=colleague.post,
            job_title=colleague.title,
            experience=colleague.experience,
            department=departments[colleague.department],
            starts_on=_since(colleague, number, made.year_starts_on),
        )
        for number, (person, colleague) in enumerate(zip(started, staff, strict=True))
    ]
    Appointment.objects.bulk_create(appointments)
    come_in = [person.pk for number, person in enumerate(started) if number % 6]
    Person.objects.filter(pk__in=come_in).update(last_login=at - timedelta(days=3))
    record_all(None, "joined", appointments, at=at)
    made.people |= {colleague.name: person for person, colleague in zip(started, staff, strict=True)}


def join_the_staff(
    made: DemoNetwork, colleague: Colleague, school: School, *, at: datetime, signing_in_like: Person
) -> Person:
    """Somebody who came later than the others."""
    person = _person(colleague, f"{school.slug}.example", {}, at)
    Person.objects.filter(pk=person.pk).update(password=signing_in_like.password)
    place = Appointment.objects.create(
        person=person, school=school, post=colleague.post, job_title=colleague.title, experience=colleague.experience,
        department=Department.objects.get(school=school, name=colleague.department), starts_on=at.date(),
    )  # fmt: skip
    record_all(None, "joined", [place], at=at)
    made.people[colleague.name] = person
    return person


def _person(colleague: Colleague, domain: str, passwords: dict[str, str], at: datetime) -> Person:
    first, _, last = colleague.name.partition(" ")
    address = f"{colleague.mail}@{domain}"
    return Person.objects.create(
        first_name=first,
        last_name=last,
        email=address,
        password=passwords.get(address) or passwords.get(EVERYBODY) or make_password(None),
        joined_at=at,
    )


def _since(colleague: Colleague, number: int, year_starts_on: date) -> date:
    """New teachers came this September; the others some years ago, not all in one."""
    if colleague.experience == Appointment.Experience.NEW:
        return year_starts_on
    return date(year_starts_on.year - 2 - number % (4 + 5 * colleague.experience), 9, 1)


def _give_duties(made: DemoNetwork, passwords: dict[str, str], at: datetime) -> None:
    lead = _person(TRUST_LEAD, "trust.example", passwords, at)
    made.people[TRUST_LEAD.name] = lead
    kinds, starts_on = Responsibility.Kind, date(made.year_starts_on.year - 2, 9, 1)
    northgate, harbour, brannocs = made.schools
    duties = [
        (made.people[name], kind, school)
        for name, kind, school in (
            ("Helen Marsh", kinds.CPD_LEAD, northgate),
            ("Helen Marsh", kinds.LEADERSHIP, northgate),
            ("Gareth Vaughan", kinds.LEADERSHIP, northgate),
            ("Yvonne Clarke", kinds.LEADERSHIP, northgate),
            ("Rob Tate", kinds.ACCOUNTS, northgate),
            ("Margaret Noble", kinds.LEADERSHIP, harbour),
            ("Margaret Noble", kinds.CPD_LEAD, harbour),
            ("Sheila Boon", kinds.ACCOUNTS, harbour),
            ("David Thorne", kinds.LEADERSHIP, brannocs),
            ("Kate Ridley", kinds.CPD_LEAD, brannocs),
            ("Kate Ridley", kinds.ACCOUNTS, brannocs),
        )
    ]
    given = [
        Responsibility(person=who, kind=kind, school=at_school, starts_on=starts_on)
        for who, kind, at_school in duties
    ]
    given.append(Responsibility(person=lead, kind=kinds.NETWORK_LEAD, network=made.trust, starts_on=starts_on))
    Responsibility.objects.bulk_create(given)
    record_all(None, "given", given, at=at)
