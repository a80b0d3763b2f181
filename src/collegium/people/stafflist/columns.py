"""What the columns of a staff list mean. Office systems call the same thing many names."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.kit.tongues import said_anywhere

# Each meaning with its words for people, and the names that headers give it, the surest first.
MEANINGS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "preferred_forename": (_("Preferred forename"), (
        "preferred forename", "preferred first name", "chosen forename", "known as", "preferred name")),
    "forename": (_("Forename"), (
        "forename", "first name", "firstname", "given name", "legal forename", "legal first name", "vorname",
        "prenom", "nombre", "nome", "imie")),
    "preferred_surname": (_("Preferred surname"), ("preferred surname", "preferred last name", "chosen surname")),
    "surname": (_("Surname"), (
        "surname", "last name", "lastname", "family name", "legal surname", "legal last name", "nachname",
        "familienname", "apellidos", "cognome", "nazwisko")),
    "name": (_("Whole name"), (
        "full name", "staff name", "name", "teacher name", "employee name", "staff member", "employee", "teacher")),
    "email": (_("Work address (e-mail)"), (
        "work email", "work e mail", "work email address", "school email", "email address", "e mail address", "email",
        "e mail", "main email", "primary email", "mail", "upn", "user principal name")),
    "staff_code": (_("Staff code"), (
        "staff code", "teacher code", "staff id", "employee id", "employee number", "employee code", "payroll number",
        "mis id", "short code", "code", "initials", "kurzel")),
    "department": (_("Department"), (
        "department", "departments", "dept", "faculty", "subject area", "team", "subject", "fachbereich")),
    "job_title": (_("Job title"), (
        "job title", "business role", "role", "position", "job", "post title", "funktion")),
    "post": (_("Teacher or support"), (
        "teacher or support", "teacher support", "teaching or support", "staff type", "staff category",
        "teaching staff", "category", "type", "post")),
    "manager": (_("Line manager"), ("line manager", "manager", "reports to", "appraiser", "line manager email")),
    "starts_on": (_("Start date"), (
        "start date", "employment start date", "employment start", "date started", "started on", "joined", "start")),
    "experience": (_("Experience"), (
        "experience", "years of experience", "years teaching", "years in teaching", "career stage", "ect", "years")),
    "school": (_("School"), ("school", "school name", "academy", "site", "campus", "establishment", "schule")),
}  # fmt: skip
# Addresses that are not the school's.
PRIVATE = ("home", "personal", "private", "other", "next of kin", "emergency")


def guess(columns: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> dict[str, int]:
    """The likeliest meaning of each column; each column at most once. People correct the rest."""
    bids = sorted(
        (score, position, meaning)
        for position, column in enumerate(columns)
        for meaning, names in names_anywhere(MEANINGS).items()
        if (score := _distance(plain(column), names)) is not None
    )
    found: dict[str, int] = {}
    for _score, position, meaning in bids:
        if meaning not in found and position not in found.values():
            found[meaning] = position
    if "email" not in found and (addresses := _looks_like_addresses(rows, set(found.values()))) is not None:
        found["email"] = addresses
    return found


def names_anywhere(meanings: Mapping[str, tuple[str | Promise, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """What headers may call each meaning: the usual names, and our own word for it in each of our languages."""
    return {
        meaning: (*names, *(plain(word) for word in said_anywhere(words)))
        for meaning, (words, names) in meanings.items()
    }


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Small letters without accents and signs: how two spellings are compared."""
    if text.isascii():
        bare = text.lower()
    else:
        parts = unicodedata.normalize("NFKD", text.casefold())
        bare = "".join(part for part in parts if not unicodedata.combining(part))
    return re.sub(r"[\W_]+", " ", bare).strip()


def _distance(header: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """How far a header is from a meaning: 0, the very name; 1, the name within it. None: something else."""
    if header in names:
        return 0, names.index(header)
    if any(word in header for word in PRIVATE):
        return None
    within = [number for number, name in enumerate(names) if len(name) > 3 and re.search(rf"\b{name}\b", header)]
    return (1, min(within)) if within else None


def _looks_like_addresses(rows: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    for position in range(len(rows[0]) if rows else 0):
        cells = [row[position] for row in rows[:50] if row[position]]
        if position not in taken and cells and sum("@" in cell for cell in cells) * 2 > len(cells):
            return position
    return None


def is_enough(meanings: dict[str, int]) -> bool:
    """A name, and something by which the person is known again next time."""
    return bool(meanings.keys() & {"forename", "preferred_forename", "name"}) and bool(
        meanings.keys() & {"email", "staff_code"}
    )
