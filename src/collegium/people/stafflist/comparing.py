"""What a staff list would change: who is new, who has changed and how, who is missing. Nothing is written here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment, Guest, Offer, Person, Responsibility, School
from collegium.people.stafflist.columns import plain
from collegium.people.stafflist.lines import Line, Trouble

# Fields of the person, who may serve another school too; and of the place, which is this school's alone.
OF_THE_PERSON = ("first_name", "last_name", "email")
OF_THE_PLACE = ("job_title", "staff_code", "post", "experience", "starts_on")


@dataclass
class Change:
    """One colleague whose row differs from today, field by field: name of the field, today, then."""

    place: Appointment
    line: Line
    fields: list[tuple[str, Any, Any]]


@dataclass
class Newcomer:
    """A row about somebody who is not on this staff. ``known``: who it is, if the address is known here already."""

    line: Line
    known: Person | None = None
    is_offer: bool = False
    manager: Person | None = None


@dataclass
class Difference:
    """Today's staff beside the list."""

    new: list[Newcomer] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    missing: list[Appointment] = field(default_factory=list)
    bad: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)
    awaits_managers: bool = False

    @property
    def good(self) -> int:
        return len(self.new) + len(self.changed) + self.same


def compare(school: School, lines: list[Line], today: date) -> Difference:
    """The same number of queries for one row and for ten thousand."""
    return _Comparison(school, lines, today).run()


class _Comparison:
    def __init__(self, school: School, lines: list[Line], today: date) -> None:
        self.school, self.lines, self.today = school, lines, today
        self.found = Difference()
        places = list(
            Appointment.objects.not_over(today).filter(school=school)
            .select_related("person").order_by(*by_surname("person__"))
        )  # fmt: skip
        # By hand rather than joined: ten thousand rows share a few departments and managers.
        departments = {department.pk: department for department in school.departments.all()}
        staff = {place.person_id: place.person for place in places}
        for place in places:
            place.department = departments.get(place.department_id or 0)
            if place.manager_id in staff:
                place.manager = staff[place.manager_id]
        self.places = places
        self.by_code = {place.staff_code.casefold(): place for place in places if place.staff_code}
        self.by_email = {place.person.email: place for place in places if place.person.email}
        self.known = _people_with({line.email for line in lines if line.email} - self.by_email.keys())
        self.shared = _serving_elsewhere(school, [place.person_id for place in places], self.known.values(), today)
        self.former = set(
            Appointment.objects.filter(school=school, person__in=[person.pk for person in self.known.values()])
            .values_list("person", flat=True)
        )  # fmt: skip
        self.offers = dict(Offer.objects.open().filter(school=school).values_list("person", "pk"))
        self.declined = set(Offer.objects.filter(school=school, accepted=False).values_list("person", flat=True))
        self.managers = _Managers(places, lines)

    def run(self) -> Difference:
        seen: set[int] = set()
        for line in self.lines:
            place = self._place_of(line)
            if place and place.pk in seen:
                _stop(line, _("staff code"), _("An earlier row is about the same person."), _("Leave one row out."))
            if not line.is_good:
                self.found.bad.append(line)
                seen |= {place.pk} if place else set()
                continue
            if place:
                seen.add(place.pk)
                self._compare_with(place, line)
            else:
                self._newcomer(line)
            if line.troubles:
                self.found.remarks.append(line)
        self.found.missing = [place for place in self.places if place.pk not in seen]
        self.found.awaits_managers = self.managers.awaited
        self._departments()
        return self.found

    def _place_of(self, line: Line) -> Appointment | None:
        """By staff code, then by address; and a row that takes over somebody else's is stopped."""
        by_code = self.by_code.get(line.staff_code.casefold()) if line.staff_code else None
        by_email = self.by_email.get(line.email) if line.email else None
        place = by_code or by_email
        if by_code and by_email and by_code.pk != by_email.pk:
            _stop(
                line,
                _("staff code"),
                _("The staff code is %(one)s’s and the address is %(other)s’s.")
                % {"one": by_code.person, "other": by_email.person},
                _("Correct the one or the other."),
            )
        elif place and not (by_code and by_email) and not _alike(place.person, line):
            what = _("staff code") if by_code else _("work address")
            _stop(
                line,
                what,
                _("This is %(name)s’s today.") % {"name": place.person},
                _("If %(name)s has left, end their place first. Otherwise give %(new)s their own.")
                % {"name": place.person, "new": line.name},
            )
        return place

    def _compare_with(self, place: Appointment, line: Line) -> None:
        fields = [
            (name, today, then)
            for name, today, then in self._said(place, line)
            if then not in ("", None) and then != today
        ]
        if any(name == "email" for name, _today, _then in fields) and line.email in self.known:
            _stop(line, _("work address"), _("We cannot use this address."), _("Please check it."))
            self.found.bad.append(line)
        elif fields:
            self.found.changed.append(Change(place, line, fields))
        else:
            self.found.same += 1

    def _said(self, place: Appointment, line: Line) -> Iterator[tuple[str, Any, Any]]:
        # Who serves another school too keeps name and address: this list speaks for one school.
        if place.person_id not in self.shared:
            yield from ((name, getattr(place.person, name), getattr(line, name)) for name in OF_THE_PERSON)
        yield from ((name, getattr(place, name), getattr(line, name)) for name in OF_THE_PLACE)
        department = place.department.name if place.department else ""
        if plain(department) != plain(line.department):
            yield "department", department, line.department
        manager = self.managers.of(line)
        if manager and manager.pk not in (place.person_id, place.manager_id):
            yield "manager", place.manager, manager

    def _newcomer(self, line: Line) -> None:
        known = self.known.get(line.email) if line.email else None
        manager = self.managers.of(line)
        if known is None:
            self.found.new.append(Newcomer(line, manager=manager))
        elif known.pk in self.former and known.pk not in self.shared:
            self._former(line, known, manager)
        elif known.pk in self.offers:
            self.found.same += 1
        elif known.pk in self.declined:
            _stop(
                line,
                _("work address"),
                _("This person has answered that they do not work here."),
                _("Talk to them, or leave the row out."),
            )
            self.found.bad.append(line)
        else:
            self.found.new.append(Newcomer(line, known, is_offer=True, manager=manager))

    def _former(self, line: Line, known: Person, manager: Person | None) -> None:
        """Somebody comes back; or a new colleague was given an address that had been another's."""
        if _alike(known, line):
            self.found.new.append(Newcomer(line, known, manager=manager))
            return
        reason = _("This was %(name)s’s, who has left.") % {"name": known}
        _stop(line, _("work address"), reason, _("Give %(new)s an address of their own.") % {"new": line.name})
        self.found.bad.append(line)

    def _departments(self) -> None:
        """Departments that would be made: a misspelt one is seen here."""
        known = {plain(name) for name in self.school.departments.values_list("name", flat=True)}
        lines = [newcomer.line for newcomer in self.found.new] + [change.line for change in self.found.changed]
        for line in lines:
            if line.department and plain(line.department) not in known:
                known.add(plain(line.department))
                self.found.departments.append(line.department)


class _Managers:
    """Line managers as lists name them: by address, by staff code, or by a name that only one person has."""

    def __init__(self, places: Iterable[Appointment], lines: Iterable[Line]) -> None:
        self.awaited = False
        self.people: dict[str, set[Person]] = defaultdict(set)
        for place in places:
            for name in _names(place.person, place.staff_code):
                self.people[name].add(place.person)
        self.coming = Counter(name for line in lines if line.is_good for name in set(_names(line, line.staff_code)))

    def of(self, line: Line) -> Person | None:
        """The manager, if on the staff today. One who comes with this list is found when everybody is in."""
        if not line.manager:
            return None
        wanted = _bare(line.manager)
        found = self.people.get(wanted, set())
        if len(found) == 1:
            return next(iter(found))
        if len(found) > 1 or self.coming[wanted] > 1:
            reason = _("More than one person is called %(name)s.")
            mend = _("Write the work address. Like this they come in without a line manager.")
        elif self.coming[wanted]:
            self.awaited = True
            return None
        else:
            reason = _("Nobody on the staff or on this list is called %(name)s.")
            mend = _("They come in without a line manager. Name one later, or mend the list.")
        line.troubles.append(Trouble(_("line manager"), reason % {"name": line.manager[:80]}, mend, stops=False))
        return None


def _names(one: Person | Line, code: str) -> list[str]:
    first, last = one.first_name, one.last_name
    names = [f"{first} {last}", f"{last} {first}", one.email or "", code]
    return [bare for name in names if (bare := _bare(name))]


def _bare(name: str) -> str:
    return name.casefold() if "@" in name else plain(name)


def _alike(person: Person, line: Line) -> bool:
    """Whether one of the two names is the same: people change one of them, offices misspell the other."""
    return plain(person.first_name) == plain(line.first_name) or plain(person.last_name) == plain(line.last_name)


def _stop(line: Line, column: str, reason: str, mend: str) -> None:
    line.troubles.append(Trouble(column, reason, mend))


def _people_with(addresses: Iterable[str]) -> dict[str, Person]:
    """Everybody here with one of these addresses, in one query for every thousand."""
    wanted = sorted(addresses)
    return {
        person.email or "": person
        for start in range(0, len(wanted), 1_000)
        for person in Person.objects.filter(email__in=wanted[start : start + 1_000])
    }


def _serving_elsewhere(school: School, ours: Iterable[int], known: Iterable[Person], today: date) -> set[int]:
    """Who of these is not this school's alone."""
    people = {*ours, *(person.pk for person in known)}
    elsewhere = Appointment.objects.not_over(today).exclude(school=school).values_list("person", flat=True)
    duty = Responsibility.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), network__isnull=False)
    guests = Guest.objects.values_list("person", flat=True)
    return people & {*elsewhere, *duty.values_list("person", flat=True), *guests}
