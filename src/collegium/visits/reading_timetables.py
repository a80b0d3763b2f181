"""The timetable of a whole school out of a file: what its columns mean, and what each row says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.kit.bringing import Problem
from collegium.kit.tongues import said_anywhere, weekdays
from collegium.people.models import Appointment, School
from collegium.people.stafflist.columns import names_anywhere, plain
from collegium.visits.models import Period, Rhythm, Taught

MEANINGS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "person": (gettext_lazy("Teacher"), (
        "teacher", "staff", "person", "name", "teacher name", "staff name", "staff code", "teacher code", "code",
        "initials", "email", "e mail", "work email", "lehrer", "professeur", "docente", "profesor")),
    "day": (gettext_lazy("Day"), ("day", "weekday", "day of week", "tag", "jour", "giorno", "dia")),
    "period": (gettext_lazy("Period"), (
        "period", "lesson", "slot", "hour", "stunde", "heure", "ora", "hora", "start time", "starts", "start",
        "time")),
    "week": (gettext_lazy("Week"), ("week", "cycle", "week a b", "woche", "semaine", "settimana", "semana")),
    "class_name": (gettext_lazy("Class"), (
        "class", "group", "teaching group", "set", "form", "subject", "course", "klasse", "classe", "clase")),
    "room": (gettext_lazy("Room"), ("room", "location", "raum", "salle", "aula")),
    "kind": (gettext_lazy("Lesson or protected"), ("kind", "type", "activity", "category")),
}  # fmt: skip
NEEDED = frozenset({"person", "day", "period"})
# Beside the names of the days in each language, and their first three letters.
SATURDAY = 5
DAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "tu": 1, "we": 2, "th": 3}
PROTECTED = re.compile(r"\b(ppa|protected|planning|non.?contact|noncontact|frei)\b", re.IGNORECASE)
MOST_ROWS, MOST_COLUMNS = 20_000, 20


@dataclass
class Line:
    """One row: whose, when, what; or what is wrong with it."""

    number: int
    cells: list[str]
    who: str = ""
    person: int = 0
    taught: tuple[Taught, ...] = ()
    trouble: Problem | None = None


@dataclass
class Understanding:
    """Everything the file says: each person's week, and the rows to mend."""

    weeks: dict[int, list[Taught]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    bad: list[Line] = field(default_factory=list)
    good: int = 0


def guess(columns: Sequence[str]) -> dict[str, int]:
    """The likeliest meaning of each column, each at most once. People correct the rest."""
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
    return found


def is_enough(meanings: dict[str, int]) -> bool:
    return meanings.keys() >= NEEDED


def understand(
    school: School, meanings: dict[str, int], rows: Sequence[list[str]], numbers: Sequence[int], *, today: date
) -> Understanding:
    """Row by row; one that is not understood is left to mend and stops no other."""
    reader = Reader(school, meanings, today)
    found = Understanding()
    for number, cells in zip(numbers, rows, strict=False):
        line = reader.line(number, cells)
        if line.trouble:
            found.bad.append(line)
            continue
        found.good += 1
        found.names.setdefault(line.person, line.who)
        week = found.weeks.setdefault(line.person, [])
        for taught in line.taught:
            _put(week, taught)
    return found


class Reader:
    """Knows the staff of a school by every name that files call them, and its periods."""

    def __init__(self, school: School, meanings: dict[str, int], today: date) -> None:
        self.meanings = meanings
        self.weeks = Rhythm.objects.of(school).weeks
        self.periods = list(Period.objects.of(school))
        self.protected = {plain(word) for word in said_anywhere(gettext_lazy("protected"))}
        self.by_name = {plain(period.title): period for period in self.periods}
        self.people: dict[str, set[int]] = {}
        self.shown: dict[int, str] = {}
        for place in Appointment.objects.current(today).filter(school=school).select_related("person"):
            person = place.person
            self.shown[person.pk] = person.name
            for called in _called(place):
                self.people.setdefault(called, set()).add(person.pk)

    def line(self, number: int, cells: list[str]) -> Line:
        line = Line(number, cells, who=self._cell(cells, "person"))
        try:
            line.person = self._person(line.who)
            line.who = self.shown[line.person]
            line.taught = tuple(self._taught(cells))
        except _Trouble as trouble:
            words = MEANINGS[trouble.meaning][0]
            line.trouble = Problem(number, str(words), trouble.reason, trouble.mend)
        return line

    def _person(self, text: str) -> int:
        found = self.people.get(plain(text), set())
        if len(found) == 1:
            return next(iter(found))
        if not text:
            raise _Trouble("person", _("is empty"), _("Write the name, the staff code or the work address."))
        if found:
            raise _Trouble("person", _("“%(text)s” fits several colleagues") % {"text": text[:60]},
                           _("Write the staff code or the work address."))  # fmt: skip
        raise _Trouble("person", _("“%(text)s” is nobody on the staff") % {"text": text[:60]},
                       _("Write it as the staff list has it, or leave the row out."))  # fmt: skip

    def _taught(self, cells: list[str]) -> Iterator[Taught]:
        day, said = self._cell(cells, "day"), self._cell(cells, "period")
        weekday = _weekday(day) if day else _weekday(said)
        if weekday is None:
            raise _Trouble("day", _("“%(text)s” is no weekday") % {"text": day[:30]}, _("Write Monday, or Mon."))
        period = self._period(said)
        class_name = self._cell(cells, "class_name")
        kind = self._cell(cells, "kind")
        is_protected = bool(PROTECTED.search(f"{kind} {class_name}")) or plain(kind) in self.protected
        for week in self._weeks(self._cell(cells, "week"), day):
            yield Taught(week, weekday, period.pk, is_protected, "" if is_protected else class_name[:60],
                         self._cell(cells, "room")[:60])  # fmt: skip

    def _period(self, text: str) -> Period:
        """By its name, its number, or the time at which it begins."""
        if found := self.by_name.get(plain(text)):
            return found
        if clock_time := re.search(r"\b(\d{1,2})[:.](\d\d)\b", text):
            begins = (int(clock_time[1]), int(clock_time[2]))
            for period in self.periods:
                if (period.starts_at.hour, period.starts_at.minute) == begins:
                    return period
        elif number := re.search(r"(\d{1,2})\s*$", text):
            for period in self.periods:
                own = re.search(r"(\d{1,2})\s*$", period.title)
                if (int(own[1]) if own else period.order) == int(number[1]):
                    return period
        names = ", ".join(period.title for period in self.periods)
        raise _Trouble("period", _("“%(text)s” is no period of the day") % {"text": text[:30]},
                       _("The day has: %(names)s.") % {"names": names})  # fmt: skip

    def _weeks(self, text: str, day: str) -> list[int]:
        """A or 1, B or 2; without a word, or where all weeks are the same, every one."""
        if self.weeks == 1:
            return [0]
        said = plain(text) or (plain(day) if re.search(r"\d|\b[ab]\b|[a-z](a|b)$", plain(day)) else "")
        if re.search(r"(\b|week|wk|mon|tue|wed|thu|fri)(a|1)\b|^1", said):
            return [0]
        if re.search(r"(\b|week|wk|mon|tue|wed|thu|fri)(b|2)\b|^2", said):
            return [1]
        if not plain(text):
            return list(range(self.weeks))
        raise _Trouble("week", _("“%(text)s” is no week") % {"text": text[:30]}, _("Write A or B."))

    def _cell(self, cells: list[str], meaning: str) -> str:
        position = self.meanings.get(meaning)
        return cells[position].strip() if position is not None and position < len(cells) else ""


class _Trouble(Exception):
    def __init__(self, meaning: str, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.meaning, self.reason, self.mend = meaning, reason, mend


def _called(place: Appointment) -> set[str]:
    person = place.person
    names = {
        f"{person.first_name} {person.last_name}", f"{person.last_name} {person.first_name}", person.email or "",
        place.staff_code, f"{person.first_name[:1]} {person.last_name}",
    }  # fmt: skip
    return {plain(name) for name in names if plain(name)}


def _weekday(text: str) -> int | None:
    known = weekdays() | DAYS
    for word in re.findall(r"[^\W\d_]+", plain(text)):
        for length in (len(word), 3, 2):
            if word[:length] in known:
                day = known[word[:length]]
                return day if day < SATURDAY else None
    return None


def _put(week: list[Taught], taught: Taught) -> None:
    """Two classes in one period are taught together."""
    for number, other in enumerate(week):
        if other[:3] == taught[:3]:
            names = [name for name in (other.class_name, taught.class_name) if name]
            week[number] = other._replace(
                class_name=", ".join(dict.fromkeys(names))[:60], room=other.room or taught.room,
                is_protected=other.is_protected and taught.is_protected,
            )  # fmt: skip
            return
    week.append(taught)


def _distance(header: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    if header in names:
        return 0, names.index(header)
    within = [number for number, name in enumerate(names) if len(name) > 3 and re.search(rf"\b{name}\b", header)]
    return (1, min(within)) if within else None


def shown(columns: Sequence[str], meanings: dict[str, int], rows: Sequence[list[str]]) -> list[dict[str, Any]]:
    """Each column of the file with what we take it for, and its first cells."""
    taken = {position: meaning for meaning, position in meanings.items()}
    return [
        {
            "position": position,
            "header": header,
            "meaning": taken.get(position, ""),
            "samples": list(dict.fromkeys(row[position] for row in rows[:200] if row[position]))[:3],
            "choices": [(meaning, words) for meaning, (words, _names) in MEANINGS.items()],
        }
        for position, header in enumerate(columns)
    ]
