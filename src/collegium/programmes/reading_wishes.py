"""Reading wishes out of a table that somebody's form or sheet made. It knows no database."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.kit.bringing import Problem
from collegium.kit.tongues import bare, is_no, is_yes, said_anywhere, weekdays

ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "5th": 5,
            "fifth": 5}  # fmt: skip
WHOSE = ("email", "code", "name", "last_name", "first_name")
# What a column may mean, as the page calls it: a heading that says so is understood in each of our languages.
MEANINGS = [
    ("", gettext_lazy("leave out")),
    ("email", gettext_lazy("mail address")),
    ("code", gettext_lazy("staff code")),
    ("name", gettext_lazy("name")),
    ("first_name", gettext_lazy("forename")),
    ("last_name", gettext_lazy("surname")),
    ("wish1", gettext_lazy("first wish")),
    ("wish2", gettext_lazy("second wish")),
    ("wish3", gettext_lazy("third wish")),
    ("wish4", gettext_lazy("fourth wish")),
    ("wish5", gettext_lazy("fifth wish")),
    ("wishes", gettext_lazy("all wishes, in order")),
    ("lead", gettext_lazy("would lead: yes or no")),
    ("cannot", gettext_lazy("times they cannot")),
    ("can", gettext_lazy("times they can")),
    ("question", gettext_lazy("a question of their own")),
    ("joins", gettext_lazy("joins any group: yes or no")),
]
NO_TIME = {"none", "all", "any", "keine", "alle", "aucun", "tous", "ninguno", "todos", "nessuno", "tutti", "zaden",
           "brak", "wszystkie", "لا شيء", "كلها"}  # fmt: skip
WORDS = (
    ("email", {"mail", "email"}),
    ("code", {"code", "initials"}),
    ("first_name", {"forename", "first name", "given name"}),
    ("last_name", {"surname", "last name", "family name"}),
    ("cannot", {"cannot", "can not", "can t", "cant", "unavailable", "not available", "not free", "not"}),
    ("can", {"available", "availability", "free", "can", "times", "when"}),
    ("lead", {"lead", "leader", "leading"}),
    ("question", {"question"}),
    ("joins", {"join", "joins", "any group"}),
    ("wishes", {"wishes", "wish", "themes", "theme", "choices", "choice", "preferences", "interests", "interest"}),
    ("name", {"name", "teacher", "who", "person", "colleague", "staff"}),
)


def guess(columns: Sequence[str], themes: Mapping[int, str]) -> list[str]:
    """What each column seems to mean. A meaning is guessed once; the rest is left out."""
    guessed: list[str] = []
    ours = {bare(word): name for name, words in MEANINGS for word in said_anywhere(words)}
    for column in columns:
        meaning = ours.get(bare(column)) or _meaning(bare(column), {bare(title): pk for pk, title in themes.items()})
        guessed.append("" if meaning in guessed else meaning)
    return guessed


def _meaning(header: str, themes: Mapping[str, int]) -> str:
    if header in themes:
        return f"theme:{themes[header]}"
    if rank := _ranked(header):
        return f"wish{rank}"
    inside = [pk for title, pk in themes.items() if title and title in header]
    if inside:
        return f"theme:{inside[0]}"
    padded = f" {header} "
    return next((name for name, words in WORDS if any(f" {word} " in padded for word in words)), "")


def _ranked(header: str) -> int:
    """Which wish a column holds: “First choice”, “Wish 2”, “3rd preference”."""
    if not re.search(r"wish|choice|preference|theme|option|wunsch|vœu|voeu|choix|deseo|desiderio|zyczenie", header):
        return 0
    ordinal = next((rank for word, rank in ORDINALS.items() if word in header.split()), 0)
    digit = re.search(r"\b[1-5]\b", header)
    return ordinal or (int(digit[0]) if digit else 0)


@dataclass(frozen=True)
class Time:
    """A time that the school gives."""

    pk: int
    weekday: int
    starts_at: time


@dataclass
class Known:
    """Whom and what a row may name."""

    people: dict[str, set[int]] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    themes: dict[int, str] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)

    def add_person(self, pk: int, *names: str) -> None:
        """Somebody, by every word that may stand for them: address, staff code, name either way round."""
        for name in names:
            if bare(name):
                self.people.setdefault(bare(name), set()).add(pk)


@dataclass
class Line:
    """One row as understood."""

    number: int
    cells: list[str]
    person: int | None = None
    wishes: list[int] = field(default_factory=list)
    cannot: list[int] = field(default_factory=list)
    question: str = ""
    would_lead: bool = False
    joins_as_given: bool = False
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """Reads rows by the meanings of their columns. Titles that it does not know it keeps, with its best guess."""

    def __init__(
        self, known: Known, columns: Sequence[str], meanings: Sequence[str], titles: Mapping[str, int]
    ) -> None:
        self.known = known
        self.columns = columns
        self.meanings = meanings
        self.titles = titles
        self.themes = {bare(title): pk for pk, title in known.themes.items()}
        self.unknown: dict[str, tuple[str, int]] = {}

    def lines(self, rows: Iterable[Sequence[str]], numbers: Iterable[int]) -> list[Line]:
        lines = [self._line(list(cells), number) for cells, number in zip(rows, numbers, strict=True)]
        last = {line.person: line.number for line in lines if line.person}
        for line in lines:
            if line.person and last[line.person] != line.number:
                again = _("The same person answers again in row %(row)d.") % {"row": last[line.person]}
                line.problems.append(Problem(line.number, "", again, _("The later row is taken.")))
        return lines

    def _line(self, cells: list[str], number: int) -> Line:
        line = Line(number, cells)
        said = {
            meaning: (column, cell.strip())
            for meaning, column, cell in zip(self.meanings, self.columns, cells, strict=False)
            if meaning and cell.strip()
        }
        self._find_person(line, said)
        self._find_wishes(line, said)
        self._find_times(line, said)
        line.question = said.get("question", ("", ""))[1][:300]
        line.would_lead = _is_yes(said.get("lead", ("", ""))[1])
        line.joins_as_given = _is_yes(said.get("joins", ("", ""))[1])
        if not (line.problems or line.wishes or line.question or line.joins_as_given):
            self._wrong(line, "", _("No wish stands in this row."), _("Fill one in, or leave the row out."))
        return line

    def _wrong(self, line: Line, column: str, reason: str, mend: str) -> None:
        line.problems.append(Problem(line.number, column, reason, mend))

    def _find_person(self, line: Line, said: Mapping[str, tuple[str, str]]) -> None:
        named = {name: cell for name, (_column, cell) in said.items()}
        column = next((said[name][0] for name in WHOSE if name in said), "")
        full = f"{named.get('first_name', '')} {named.get('last_name', '')}".strip()
        given = [named[name] for name in ("email", "code", "name") if name in named] + ([full] if full else [])
        found = [people for text in given if (people := self.known.people.get(bare(text)))]
        if not given:
            return self._wrong(line, "", _("Nobody is named."), _("A mail address, a staff code or a name."))
        if not found:
            return self._wrong(
                line, column, _("“%(text)s” is on no staff list of this programme.") % {"text": given[0]},
                _("Look at the spelling, or bring the staff list first."),
            )  # fmt: skip
        people = set.intersection(*found) or found[0]
        if len(people) > 1:
            return self._wrong(
                line, column, _("More than one colleague is called “%(text)s”.") % {"text": given[0]},
                _("Add a column with mail addresses or staff codes."),
            )  # fmt: skip
        line.person = next(iter(people))
        if line.person not in self.known.asked:
            instead = _("New this year, and in the induction pathway instead.")
            self._wrong(line, column, instead, _("Nothing to do: they choose next year."))

    def _find_wishes(self, line: Line, said: Mapping[str, tuple[str, str]]) -> None:
        ranked: list[tuple[int, int]] = []
        for meaning, (column, cell) in said.items():
            if meaning.startswith("theme:"):
                ranked += self._rank(line, column, cell, int(meaning[6:]))
            elif meaning.startswith("wish") and meaning != "wishes":
                ranked += [(int(meaning[4:]), pk) for pk in self._themes(line, column, [cell])]
            elif meaning == "wishes":
                ranked += list(enumerate(self._themes(line, column, _parts(cell, self._theme)), 1))
        ranks = [rank for rank, _pk in ranked]
        if len(set(ranks)) < len(ranks):
            self._wrong(line, "", _("Two themes have the same rank."), _("Give each wish its own number."))
        ordered = [pk for _rank, pk in sorted(ranked)]
        line.wishes = list(dict.fromkeys(ordered))[:5]

    def _rank(self, line: Line, column: str, cell: str, pk: int) -> list[tuple[int, int]]:
        word = bare(cell).split(" ")[0]
        rank = ORDINALS.get(word) or (int(word) if word.isdecimal() else 0)
        if 1 <= rank <= 5:
            return [(rank, pk)]
        if rank == 0:
            reason = _("“%(text)s” is no rank.") % {"text": cell}
            self._wrong(line, column, reason, _("Write 1 for the first wish, 2 for the second …"))
        return []

    def _themes(self, line: Line, column: str, texts: Iterable[str]) -> list[int]:
        found = []
        for text in texts:
            pk = self._theme(text)
            if pk is None:
                guessed = self._suggest(text)
                self.unknown.setdefault(bare(text), (text, guessed))
                mend = _("Did you mean “%(title)s”?") % {"title": self.known.themes[guessed]} if guessed else ""
                reason = _("“%(text)s” is no theme of this programme.") % {"text": text}
                self._wrong(line, column, reason, mend or _("Say above which theme it is."))
            elif pk:
                found.append(pk)
        return found

    def _theme(self, text: str) -> int | None:
        """The theme of this title; 0 where the lead said that it stands for none; nothing where nobody knows."""
        return self.themes.get(bare(text), self.titles.get(bare(text)))

    def _suggest(self, text: str) -> int:
        close = get_close_matches(bare(text), list(self.themes), n=1, cutoff=0.6)
        return self.themes[close[0]] if close else 0

    def _find_times(self, line: Line, said: Mapping[str, tuple[str, str]]) -> None:
        cannot: set[int] = set()
        for meaning in ("cannot", "can"):
            column, cell = said.get(meaning, ("", ""))
            if not cell or is_no(cell) or bare(cell) in NO_TIME:
                continue
            named = set(self._times(line, column, cell))
            cannot |= named if meaning == "cannot" else {slot.pk for slot in self.known.times} - named
        line.cannot = [slot.pk for slot in self.known.times if slot.pk in cannot]

    def _times(self, line: Line, column: str, cell: str) -> list[int]:
        found = []
        for text in _parts(cell, lambda part: None):
            slots = self._slots(text)
            if not slots:
                reason = _("“%(text)s” is no time that the school gives.") % {"text": text}
                self._wrong(line, column, reason, _("Write it like Tuesday 15:45."))
            found += slots
        return found

    def _slots(self, text: str) -> list[int]:
        known = weekdays()
        days = [known[name] for word in bare(text).split() for name in (word, word[:3]) if name in known]
        at = _clock(text)
        if not days and at is None:
            return []
        return [
            slot.pk
            for slot in self.known.times
            if (not days or slot.weekday in days) and at in (None, slot.starts_at)
        ]


def _clock(text: str) -> time | None:
    found = re.search(r"\b(\d{1,2})[:.h](\d{2})\s*(pm)?", text, re.IGNORECASE)
    if not found:
        return None
    hour = int(found[1]) + (12 if found[3] and int(found[1]) < 12 else 0)
    return time(hour, int(found[2])) if hour < 24 and int(found[2]) < 60 else None


def _parts(cell: str, known: Callable[[str], int | None]) -> list[str]:
    """What stands in one cell: a title may hold a comma itself, so commas cut only what is not known whole."""
    parts = []
    for part in re.split(r"[;\n|]", cell):
        whole = part.strip()
        pieces = [whole] if known(whole) is not None else [piece.strip() for piece in whole.split(",")]
        parts += [piece for piece in pieces if piece]
    return parts


def _is_yes(cell: str) -> bool:
    words = bare(cell).split()
    return is_yes(words[0] if words else cell)
