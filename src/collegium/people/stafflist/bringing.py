"""Bringing a staff list in: in steps, each kept whole, so that a kill loses and doubles nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

from collegium.history.models import record_all
from collegium.people import welcoming
from collegium.people.models import Appointment, Department, Offer, Person, Responsibility, School, StaffImport
from collegium.people.stafflist.columns import plain
from collegium.people.stafflist.comparing import Change, Difference, Newcomer, compare
from collegium.people.stafflist.lines import Line, Reader

STEP = 500


def look(staff_import: StaffImport, today: date) -> Difference:
    """What this list would change, as things stand now."""
    reader = Reader(staff_import.columns, staff_import.meanings, staff_import.school.name)
    return compare(staff_import.school, reader.lines(staff_import.rows, staff_import.numbers), today)


def bring(staff_import: StaffImport, *, at: datetime) -> None:
    """All good rows. What is in already differs no more, so that a second start goes on where the first ended."""
    difference = look(staff_import, at.date())
    if not _take_all(staff_import, difference, at):
        return
    # Line managers who came with this list are found now that everybody is in.
    if difference.awaits_managers and not _take_all(staff_import, look(staff_import, at.date()), at, counts=False):
        return
    with transaction.atomic():
        School.objects.select_for_update().get(pk=staff_import.school_id)
        ticked = set(staff_import.leaving)
        gone = _but_the_last_keepers([place for place in difference.missing if place.pk in ticked])
        on = at.date() - timedelta(days=1)
        ended = Appointment.objects.end_all(gone, on=on, by=staff_import.by, at=at)
        if staff_import.step(0, {"ended": ended}):
            staff_import.finish(bad=[_kept(line) for line in difference.bad], at=at)
        else:
            transaction.set_rollback(True)


def _but_the_last_keepers(leaving: list[Appointment]) -> list[Appointment]:
    """Whoever brought the list may have laid the accounts down meanwhile: somebody goes on keeping them."""
    kept = Responsibility.objects.filter(kind=Responsibility.Kind.ACCOUNTS, ends_on=None)
    keepers = set(kept.filter(school__in={place.school_id for place in leaving}).values_list("person", flat=True))
    stays = keepers - {place.person_id for place in leaving}
    return leaving if stays else [place for place in leaving if place.person_id not in keepers]


def _kept(line: Line) -> tuple[int, list[str], list[list[str]]]:
    """A bad row with its reasons, as long as somebody may mend it."""
    return line.number, line.cells, [[one.column, one.reason, one.mend] for one in line.troubles if one.stops]


def take(
    school: School, work: Sequence[Newcomer | Change], *, by: Person, at: datetime, is_told: bool = True
) -> dict[str, int]:
    """These rows, at once. ``is_told``: history hears of the changes."""
    return _Step(school, by, at, is_told).take(work)


def _take_all(staff_import: StaffImport, difference: Difference, at: datetime, *, counts: bool = True) -> bool:
    """Step by step; whether all steps were taken. Each is kept together with how far we are."""
    work: list[Newcomer | Change] = [*difference.new, *difference.changed]
    for start in range(0, len(work), STEP):
        step = work[start : start + STEP]
        with transaction.atomic():
            gained = take(staff_import.school, step, by=staff_import.by, at=at, is_told=counts)
            if not staff_import.step(len(step) if counts else 0, gained if counts else {}):
                transaction.set_rollback(True)
                return False
    return True


@dataclass
class _Step:
    """Some hundred rows, with the same few queries for any number."""

    school: School
    by: Person
    at: datetime
    is_told: bool

    def take(self, step: Sequence[Newcomer | Change]) -> dict[str, int]:
        School.objects.select_for_update().get(pk=self.school.pk)
        self.departments = self._departments([item.line for item in step])
        self.had_a_list = StaffImport.objects.had_before(self.school, self.at)
        newcomers = [item for item in step if isinstance(item, Newcomer)]
        changes = [item for item in step if isinstance(item, Change)]
        self._appoint([newcomer for newcomer in newcomers if not newcomer.is_offer])
        self._offer([newcomer for newcomer in newcomers if newcomer.is_offer])
        self._change(changes)
        return {"new": len(newcomers), "changed": len(changes)}

    def _departments(self, lines: Iterable[Line]) -> dict[str, Department]:
        known = {plain(department.name): department for department in self.school.departments.all()}
        wanted = {plain(line.department): line.department for line in lines if line.department}
        missing = [Department(school=self.school, name=name) for bare, name in wanted.items() if bare not in known]
        if missing:
            Department.objects.bulk_create(missing, ignore_conflicts=True)
            known = {plain(department.name): department for department in self.school.departments.all()}
        return known

    def _appoint(self, newcomers: Sequence[Newcomer]) -> None:
        strangers = [self._person(newcomer.line) for newcomer in newcomers if not newcomer.known]
        made = iter(Person.objects.bulk_create(strangers, batch_size=STEP))
        people = [newcomer.known or next(made) for newcomer in newcomers]
        places = Appointment.objects.bulk_create(
            [
                Appointment(person=person, school=self.school, manager=newcomer.manager, **self._place(newcomer.line))
                for person, newcomer in zip(people, newcomers, strict=True)
            ],
            batch_size=STEP,
        )
        record_all(self.by, "appointed", places, at=self.at)
        welcoming.prepare([person for person in people if not person.has_signed_in], at=self.at)

    def _person(self, line: Line) -> Person:
        return Person(
            first_name=line.first_name,
            last_name=line.last_name,
            email=line.email or None,
            password=make_password(None),
            timezone="",
            joined_at=self.at,
        )

    def _place(self, line: Line) -> dict[str, Any]:
        return {
            "post": line.post or Appointment.Post.TEACHER,
            "job_title": line.job_title,
            "department": self.departments.get(plain(line.department)) if line.department else None,
            "staff_code": line.staff_code,
            "experience": Appointment.Experience.SOME if line.experience is None else line.experience,
            "starts_on": line.starts_on or self.at.date(),
            "start_is_known": bool(line.starts_on) or self.had_a_list,
        }

    def _offer(self, newcomers: Sequence[Newcomer]) -> None:
        offers = Offer.objects.bulk_create(
            [
                Offer(school=self.school, person=item.known, by=self.by, at=self.at, typed=self._typed(item))
                for item in newcomers
            ],
            batch_size=STEP,
        )
        record_all(self.by, "offered", offers, at=self.at)
        welcoming.prepare_offers(offers, at=self.at)

    def _typed(self, newcomer: Newcomer) -> dict[str, Any]:
        """What the school wrote, and nothing of the person whom it means."""
        line = newcomer.line
        place = self._place(line)
        return {
            "name": line.name,
            "first_name": line.first_name,
            "last_name": line.last_name,
            "email": line.email,
            **place,
            "department": line.department,
            "manager": newcomer.manager.pk if newcomer.manager else None,
            "starts_on": place["starts_on"].isoformat(),
        }

    def _change(self, changes: Sequence[Change]) -> None:
        people: dict[str, list[Person]] = {}
        places: dict[str, list[Appointment]] = {}
        for change in changes:
            for name, _today, then in change.fields:
                if name == "starts_on":
                    change.place.start_is_known = True
                    places.setdefault("start_is_known", []).append(change.place)
                if name in ("first_name", "last_name", "email"):
                    setattr(change.place.person, name, then)
                    people.setdefault(name, []).append(change.place.person)
                else:
                    setattr(change.place, name, self.departments[plain(then)] if name == "department" else then)
                    places.setdefault(name, []).append(change.place)
        for name, changed in people.items():
            _keep(Person, name, changed)
        for name, changed_places in places.items():
            _keep(Appointment, name, changed_places)
        if self.is_told:
            record_all(self.by, "changed", [change.place for change in changes], at=self.at)


def _keep(model: type[Model], name: str, changed: Sequence[Model]) -> None:
    """One field of rows that are there. As an upsert, which Django writes three times as fast as a bulk update."""
    model._default_manager.bulk_create(
        changed, batch_size=STEP, update_conflicts=True, update_fields=[name], unique_fields=["id"]
    )
