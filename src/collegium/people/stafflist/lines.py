"""One row of a staff list, understood; and what is wrong with it, where, and how to mend it. No database."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from collegium.kit.tongues import is_no, is_yes, said_anywhere
from collegium.people.stafflist.columns import MEANINGS, plain

Said = TypeVar("Said")
MENDS = {
    "starts_on": gettext_lazy("Write it like 2026-09-01 or 01/09/2026."),
    "experience": gettext_lazy("Write “%(new)s”, “%(some)s” or “%(experienced)s”, or a number of years."),
    "post": gettext_lazy("Write “%(teacher)s” or “%(support)s”, or leave it empty."),
}
# What a cell may say, as the person who mends it reads it: understood in each of our languages.
WORDS = {
    "new": pgettext_lazy("in a list: how long somebody has taught", "new"),
    "some": pgettext_lazy("in a list: how long somebody has taught", "some"),
    "experienced": pgettext_lazy("in a list: how long somebody has taught", "experienced"),
    "teacher": pgettext_lazy("in a list: what somebody is", "teacher"),
    "support": pgettext_lazy("in a list: what somebody is", "support"),
}
LONGEST = {"first_name": 80, "last_name": 80, "staff_code": 30, "department": 80, "job_title": 120, "email": 200}
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y")
# What nearly every address looks like; the others are looked at more closely, which takes longer.
PLAIN_ADDRESS = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*@[a-z0-9]+(?:[-.][a-z0-9]+)*\.[a-z]{2,15}")
LEVELS = {
    "new": {"new", "nqt", "ect", "ect1", "ect2", "early", "trainee", "itt", "novice"},
    "some": {"some", "established", "main"},
    "experienced": {"experienced", "senior", "upper", "long"},
}
SUPPORT = re.compile(
    r"teaching assistant|support|technician|administrat|office|librarian|caretaker|cook|cater|clean|reception|midday"
    r"|\bta\b|\blsa\b|\bhlta\b|bursar|finance|secretary|nurse|counsellor|site|business manager|data manager|cover"
)


@dataclass(frozen=True)
class Trouble:
    """Something about one cell. ``stops``: the row cannot come in like this."""

    column: str
    reason: str
    mend: str
    stops: bool = True


@dataclass
class Line:
    """What a row says about one person. None: the list does not say."""

    number: int
    cells: list[str]
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    staff_code: str = ""
    department: str = ""
    job_title: str = ""
    manager: str = ""
    post: str | None = None
    starts_on: date | None = None
    experience: int | None = None
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_good(self) -> bool:
        return not any(trouble.stops for trouble in self.troubles)

    @property
    def said(self) -> tuple[object, ...]:
        """Everything but where it stands."""
        return tuple(getattr(self, item.name) for item in fields(self)[2:-1])


@dataclass(frozen=True)
class Reader:
    """Turns rows into lines, by the meaning of each column."""

    columns: Sequence[str]
    meanings: dict[str, int]
    school: str

    def lines(self, rows: Iterable[list[str]], numbers: Iterable[int]) -> list[Line]:
        found = [self.line(number, row) for number, row in zip(numbers, rows, strict=True)]
        self._find_twins(found)
        return found

    def line(self, number: int, row: list[str]) -> Line:
        line = Line(number, row)
        line.first_name, line.last_name = self._name(row)
        line.email = self._cell(row, "email").replace("mailto:", "").casefold()
        line.staff_code = self._cell(row, "staff_code")
        line.department = self._cell(row, "department")
        line.job_title = self._cell(row, "job_title")
        line.manager = self._cell(row, "manager")
        for check in (self._check_name, self._check_address, self._check_length, self._check_school):
            check(line)
        line.starts_on = self._understood(line, "starts_on", as_date)
        line.experience = self._understood(line, "experience", as_experience)
        line.post = self._understood(line, "post", as_post) or _post_from_title(line.job_title)
        return line

    def _cell(self, row: list[str], meaning: str) -> str:
        position = self.meanings.get(meaning)
        return " ".join(row[position].split()) if position is not None and position < len(row) else ""

    def _column(self, *meanings: str) -> str:
        """The header over the cell as the file has it, or what is missing."""
        for meaning in meanings:
            if meaning in self.meanings:
                return self.columns[self.meanings[meaning]]
        return str(MEANINGS[meanings[0]][0])

    def _name(self, row: list[str]) -> tuple[str, str]:
        first = self._cell(row, "preferred_forename") or self._cell(row, "forename")
        last = self._cell(row, "preferred_surname") or self._cell(row, "surname")
        whole = self._cell(row, "name")
        if (first or last) or not whole:
            return first or last, last if first else ""
        if "," in whole:
            last, _comma, first = (part.strip() for part in whole.partition(","))
            return first or last, last if first else ""
        first, _space, last = whole.rpartition(" ")
        return first or last, last if first else ""

    def _check_name(self, line: Line) -> None:
        if not line.first_name:
            column = self._column("forename", "name")
            line.troubles.append(Trouble(column, _("There is no name."), _("Write a forename and a surname.")))
        elif "?" in line.first_name + line.last_name:
            reason = _("Letters of this name were lost when the list was saved: question marks stand in their place.")
            mend = _("Save the list as XLSX, or as CSV in UTF-8, and bring it again.")
            line.troubles.append(Trouble(self._column("forename", "name"), reason, mend))

    def _check_address(self, line: Line) -> None:
        if PLAIN_ADDRESS.fullmatch(line.email):
            return
        column = self._column("email")
        if not line.email:
            if not line.staff_code:
                reason = _("There is neither a work address nor a staff code.")
                line.troubles.append(Trouble(column, reason, _("Give one: by it we know the person again.")))
            return
        if not is_address(line.email):
            reason = _("“%(text)s” is no e-mail address.") % {"text": line.email[:80]}
            line.troubles.append(Trouble(column, reason, _likely(line.email)))

    def _check_length(self, line: Line) -> None:
        for name, most in LONGEST.items():
            if len(getattr(line, name)) > most:
                column = self._column({"first_name": "forename", "last_name": "surname"}.get(name, name))
                reason = _("This is longer than %(most)d letters.") % {"most": most}
                line.troubles.append(Trouble(column, reason, _("Shorten it.")))

    def _check_school(self, line: Line) -> None:
        named = self._cell(line.cells, "school")
        if named and plain(named) != plain(self.school):
            reason = _("This row is about %(other)s, and the list is for %(school)s.")
            mend = _("Leave the row out, or write %(school)s.") % {"school": self.school}
            line.troubles.append(
                Trouble(self._column("school"), reason % {"other": named[:80], "school": self.school}, mend)
            )

    def _understood(self, line: Line, meaning: str, understand: Callable[[str], Said]) -> Said | None:
        text = self._cell(line.cells, meaning)
        if not text:
            return None
        try:
            return understand(text)
        except ValueError:
            reason = _("We do not understand “%(text)s”.") % {"text": text[:80]}
            line.troubles.append(Trouble(self._column(meaning), reason, str(MENDS[meaning]) % WORDS))
            return None

    def _find_twins(self, lines: list[Line]) -> None:
        """The same address or code twice: the first row stands, the others are named with it."""
        for meaning in ("email", "staff_code"):
            first: dict[str, Line] = {}
            for line in lines:
                text = getattr(line, meaning).casefold()
                if not text:
                    continue
                other = first.setdefault(text, line)
                if other is not line and line.is_good:
                    line.troubles.append(self._twin(line, other, meaning))

    def _twin(self, line: Line, other: Line, meaning: str) -> Trouble:
        row = {"row": other.number}
        if line.said == other.said:
            return Trouble(self._column(meaning), _("The same as row %(row)d.") % row, _("Leave one of the two out."))
        reason = _("Row %(row)d, %(name)s, has the same.") % {**row, "name": other.name}
        return Trouble(self._column(meaning), reason, _("Give each person their own, or leave one row out."))


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _likely(text: str) -> str:
    """What the address was probably meant to be."""
    tidy = re.sub(r"\s*(\(at\)|\[at\]|\s+at\s+)\s*", "@", text)
    tidy = re.sub(r"[\s;<>\"()]", "", tidy).replace(",", ".").replace("@@", "@").replace("..", ".").strip(".")
    if tidy != text and is_address(tidy):
        return _("Did you mean %(address)s?") % {"address": tidy}
    return _("Write it like name@school.example, or leave it empty where there is a staff code.")


@lru_cache(maxsize=5_000)
def as_date(text: str) -> date:
    """A day as offices write it: 2026-09-01, 01/09/2026, 1.9.2026, 1 September 2026."""
    bare = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text.partition("T")[0]).replace("Sept ", "Sep ")
    bare = re.sub(r" \d\d:\d\d(:\d\d)?$", "", bare)
    for shape in DATES:
        try:
            day = datetime.strptime(bare, shape).date()
        except ValueError:
            continue
        if 1950 <= day.year <= 2100:
            return day
    raise ValueError(text)


def as_experience(text: str) -> int:
    """New (up to two years), some, experienced (from eight years)."""
    said = plain(text)
    if number := re.match(r"(\d{1,2})(?: |$)", said):
        years = int(number[1])
        return 0 if years < 2 else 1 if years < 8 else 2
    for level, (word, words) in enumerate(LEVELS.items()):
        if set(said.split()) & words or said in _anywhere(word):
            return level
    raise ValueError(text)


def as_post(text: str) -> str:
    said = plain(text)
    for post in ("teacher", "support"):
        if said in _anywhere(post):
            return post
    if said == "t" or is_yes(said) or re.search(r"^(?!non|not ).*(teach|lehr|qualified|leader)", said):
        return "support" if SUPPORT.search(said) else "teacher"
    if said in {"s", "associate", "other"} or is_no(said) or "non" in said or SUPPORT.search(said):
        return "support"
    raise ValueError(text)


@lru_cache(maxsize=len(WORDS))
def _anywhere(word: str) -> frozenset[str]:
    return frozenset(plain(one) for one in said_anywhere(WORDS[word]))


def _post_from_title(title: str) -> str | None:
    return ("support" if SUPPORT.search(title.casefold()) else "teacher") if title else None
