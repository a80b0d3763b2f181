"""Terms, holidays and INSET days as schools write them in a letter, understood line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import Calendar

from collegium.history.models import record
from collegium.people.models import Closure, Person, School, SchoolYear, Term
from collegium.people.models.year import year_starting

LONGEST_TEXT = 20_000
LARGEST_CALENDAR = 1024 * 1024
MOST_EVENTS = 2_000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<number>\d{1,2}[/.]\d{1,2}[/.]\d{4})"
    r"|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s*(?:–|—|-|to)\s*(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
    r"\s+(?:of\s+)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:–|—|-|to|until|till)\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?", re.IGNORECASE)

# The first that fits: “half term” is no term, a bank holiday no holiday of many days.
_WORDS = (
    (Closure.Kind.INSET.value, r"inset|training day|staff day|twilight|non.?pupil|development day"),
    (Closure.Kind.CLOSED.value, r"\bbank\b|may day|closed|closure|strike|polling"),
    (Closure.Kind.HOLIDAY.value, r"half.?term|holiday|break|vacation|christmas|easter|recess"),
    ("term", r"term\b|semester|trimester|autumn|spring|summer"),
)


@dataclass(frozen=True)
class Days:
    """One stretch of days: a term, a holiday, a closed day, an INSET day."""

    kind: str
    name: str
    first: date
    last: date

    @property
    def is_term(self) -> bool:
        return self.kind == "term"


@dataclass(frozen=True)
class Understood:
    """A piece of the text, and the days that we found in it; none: not understood."""

    text: str
    days: tuple[Days, ...]


def understand(text: str, today: date) -> list[Understood]:
    """Piece by piece, as a person reads it: a line, or what stands between semicolons."""
    text = text[:LONGEST_TEXT]
    reader = _Reader(year_starting(_first_day(text) or today))
    return [reader.piece(piece) for piece in re.split(r"[\n;]", text) if piece.strip(" .,")]


def from_calendar(content: bytes) -> str:
    """The events of an .ics file as lines that a person can read and correct."""
    if len(content) > LARGEST_CALENDAR:
        raise ValueError(_("This calendar is larger than 1 MB. Choose the school's term dates alone."))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as error:
        raise ValueError(_("This is not a calendar that we can read. Choose a file that ends in .ics.")) from error
    return "\n".join(line for event in events[:MOST_EVENTS] if (line := _event(event)))


def keep(school: School, found: list[Understood], *, by: Person, at: datetime) -> None:
    """These days are the school's. A term of the same name in the same year moves; what is there already stays."""
    with transaction.atomic():
        for days in (days for piece in found for days in piece.days):
            if days.is_term:
                Term.objects.update_or_create(
                    year=year_of(school, days.first),
                    name=days.name,
                    defaults={"starts_on": days.first, "ends_on": days.last},
                )
            else:
                Closure.objects.get_or_create(
                    school=school,
                    kind=days.kind,
                    starts_on=days.first,
                    ends_on=days.last,
                    defaults={"name": days.name},
                )
        record(by, "set the days of", school, at=at)


def current_year(school: School, today: date) -> SchoolYear | None:
    """This school year, or the next if this one is not entered."""
    return school.years.filter(ends_on__gte=today).order_by("starts_on").first()


def year_of(school: School, day: date) -> SchoolYear:
    """The school year in which this day lies, made when it is first needed."""
    first = year_starting(day)
    found = school.years.filter(starts_on__lte=day, ends_on__gte=day).first()
    return found or school.years.create(starts_on=first, ends_on=date(first.year + 1, 8, 31))


@dataclass
class _Reader:
    """Remembers which school year the text speaks of."""

    year: date

    def piece(self, piece: str) -> Understood:
        text = " ".join(piece.split()).strip(" .,")
        try:
            spans = list(self._spans(text, list(_DATE.finditer(text))))
        except ValueError:
            return Understood(text, ())
        found = tuple(_each(text, spans))
        if not all(days.kind and days.first <= days.last and (days.last - days.first).days <= 200 for days in found):
            return Understood(text, ())
        return Understood(text, found)

    def _spans(self, text: str, found: list[re.Match[str]]) -> Iterator[tuple[str, date, date]]:
        """Each stretch of days, and what is written before it."""
        number = said = 0
        while number < len(found):
            before = text[said : found[number].start()]
            first, last = self._dates(found[number])
            if number + 1 < len(found) and _TO.fullmatch(text[found[number].end() : found[number + 1].start()]):
                number += 1
                last = self._dates(found[number])[1]
            said = found[number].end()
            number += 1
            yield before, first, last

    def _dates(self, found: re.Match[str]) -> tuple[date, date]:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
            return day, day
        if found["number"]:
            numbers = [int(number) for number in re.split(r"[/.]", found["number"])]
            day = date(numbers[2], numbers[1], numbers[0])
            return day, day
        month = MONTHS.index(found["month"].lower()) + 1
        year = int(found["year"] or (self.year.year if month >= 9 else self.year.year + 1))
        first = date(year, month, int(found["day"]))
        return first, date(year, month, int(found["until"])) if found["until"] else first


def _first_day(text: str) -> date | None:
    """The first date that says its year: the others mean the same school year."""
    for found in _DATE.finditer(text):
        try:
            if found["iso"] or found["number"] or found["year"]:
                return _Reader(date(2000, 9, 1))._dates(found)[0]
        except ValueError:
            continue
    return None


def _name(before: str) -> str:
    name = re.sub(r"\b(from|on|begins?|starts?|runs)\b.*$", "", before, flags=re.IGNORECASE).strip(" :–—-,.(")
    return name[:60]


def _each(text: str, spans: list[tuple[str, date, date]]) -> Iterator[Days]:
    """What a line says first holds for all of its days, until it says something else: “…, half term 31 May”."""
    kind = name = ""
    for place, (before, first, last) in enumerate(spans):
        if place == 0 or _speaks_of(before):
            said = before if _speaks_of(before) and len(spans) > 1 else text
            kind, name = _kind(said, is_one_day=first == last), _name(before)
        yield Days(kind, name, first, last)


def _speaks_of(text: str) -> str:
    """A kind of days that these words name."""
    said = text.lower()
    return next((kind for kind, words in _WORDS if re.search(words, said)), "")


def _kind(text: str, *, is_one_day: bool) -> str:
    kind = _speaks_of(text)
    return "" if kind == "term" and is_one_day else kind


def _event(event: object) -> str:
    """One event as a line; one that is no whole day says nothing about terms."""
    start, end = (event.get(name) for name in ("DTSTART", "DTEND"))  # type: ignore[attr-defined]
    first = getattr(start, "dt", None)
    if not isinstance(first, date):
        return ""
    after = getattr(end, "dt", None)
    if isinstance(first, datetime):
        first = first.date()
        last = after.date() if isinstance(after, datetime) else first
    else:
        last = after - timedelta(days=1) if isinstance(after, date) and after > first else first
    name = " ".join(str(event.get("SUMMARY", "")).replace(";", ",").split())[:60]  # type: ignore[attr-defined]
    return f"{name}: {first.isoformat()} – {last.isoformat()}" if last > first else f"{name}: {first.isoformat()}"
