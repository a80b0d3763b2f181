"""The first evening: nobody is here yet, and whoever holds the code makes the first school."""

import hmac
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from collegium.history.models import record
from collegium.kit.models import Allowance, Attempt
from collegium.kit.text import as_address
from collegium.people.models import Appointment, Person, Responsibility, School, SchoolYear
from collegium.people.models.year import year_starting

CODE = "first-run.code"


# Twelve digits are not guessed in ten tries, nor in ten tries every ten minutes for as long as schools stand.
TRIES, TRIES_IN = 10, timedelta(minutes=10)


class TooManyTries(Exception):
    """So many codes were tried that somebody may be guessing. After a while the right one opens again."""


class BegunAlready(Exception):
    """Somebody was quicker: there is a school."""


def nobody_is_here() -> bool:
    return not Person.objects.exists()


def try_code(typed: str, *, at: datetime) -> bool:
    """Whether this is the code. Each try counts, whoever makes it; the right one ends the count."""
    if not Allowance.objects.use("first-run", most=TRIES, within=TRIES_IN, at=at):
        raise TooManyTries
    if not is_the_code(typed):
        return False
    Allowance.objects.filter(name="first-run").delete()
    return True


def is_the_code(typed: str) -> bool:
    """Whether this is the code that was printed when Collegium started. Spaces and lines between do not matter."""
    try:
        code = (settings.DATA / CODE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return hmac.compare_digest(_digits(typed).encode(), _digits(code).encode())


def begin(
    *, school: str, first_name: str, last_name: str, email: str, password: str, duties: list[str], at: datetime
) -> Person:
    """The first school, its year, and the first person with the duties that they ticked. Two at once make one."""
    try:
        with transaction.atomic():
            # One row that only one can write holds back a second first evening on both databases.
            Attempt.objects.create(key="the first school", who="-", path="/first-run/", body="", at=at)
            if not nobody_is_here():
                raise BegunAlready
            first = Person.objects.create(
                first_name=first_name,
                last_name=last_name,
                email=email.lower(),
                password=make_password(password),
                joined_at=at,
            )
            place = open_school(school, by=first, at=at)
            Appointment.objects.create(
                person=first, school=place, starts_on=at.date(), start_is_known=False, experience=2
            )
            for kind in duties:
                Responsibility.objects.give(first, kind, place, by=first, at=at)
    except IntegrityError as error:
        raise BegunAlready from error
    (settings.DATA / CODE).unlink(missing_ok=True)
    return first


def open_school(name: str, *, by: Person, at: datetime) -> School:
    """A school with its current year, from 1 September to 31 August."""
    school = School.objects.create(name=name, slug=_free_slug(name), timezone=settings.TIME_ZONE)
    first = year_starting(at.date())
    SchoolYear.objects.create(school=school, starts_on=first, ends_on=date(first.year + 1, 9, 1) - timedelta(days=1))
    record(by, "opened", school, at=at)
    return school


def _free_slug(name: str) -> str:
    wanted = as_address(name)[:50] or "school"
    taken = set(School.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in [wanted, *numbered] if slug not in taken)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
