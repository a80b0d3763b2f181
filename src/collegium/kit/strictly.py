"""Reading a file strictly: whatever is not as its format promises is refused in one line that says where."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

LONGEST_SHOWN = 40


class Unreadable(ValueError):
    """A file that is not what its format promises, in one line: the file, the place and what was expected there."""


@dataclass(frozen=True)
class Repeated:
    """An object in which one key stands twice, so that nobody can know which was meant."""

    key: str


@dataclass(frozen=True)
class Entry:
    """A value in a file, and the place where it stands."""

    file: str
    place: str
    value: object

    def refuse(self, expected: str) -> Unreadable:
        return Unreadable(
            ": ".join(filter(None, (self.file, self.place, f"expected {expected}, found {self._found()}")))
        )

    def keys(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Entry"]:
        """The entries of an object, which has these keys and no others."""
        if isinstance(self.value, Repeated):
            raise self.at(self.value.key, self.value).refuse("this key once")
        if not isinstance(self.value, dict):
            raise self.refuse("an object")
        required = tuple(required)
        known = (*required, *optional)
        for key in self.value:
            if key not in known:
                raise self.at(key, None).unknown(known)
        for key in required:
            if key not in self.value:
                raise self.at(key, None).missing()
        return {key: self.at(key, self.value[key]) for key in known if key in self.value}

    def items(self, fewest: int = 0, most: int | None = None) -> list["Entry"]:
        """The entries of a list, of which there are so many."""
        if not isinstance(self.value, list):
            raise self.refuse("a list")
        if len(self.value) < fewest or (most is not None and len(self.value) > most):
            raise self.refuse(f"{fewest} entries" if fewest == most else f"{fewest} to {most} entries")
        return [Entry(self.file, f"{self.place}[{place}]", item) for place, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not _is_whole_unicode(self.value):
            raise self.refuse("text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refuse("true or false")
        return self.value

    def whole(self, smallest: int = 0, largest: int | None = None) -> int:
        is_whole = isinstance(self.value, int) and not isinstance(self.value, bool)
        if not is_whole or self.value < smallest or (largest is not None and self.value > largest):  # type: ignore[operator]
            limits = f"{smallest} or more" if largest is None else f"{smallest} to {largest}"
            raise self.refuse(f"a whole number, {limits}")
        return self.value  # type: ignore[return-value]

    def number(self, smallest: float, largest: float) -> float:
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not is_number or not smallest <= self.value <= largest:  # type: ignore[operator]
            raise self.refuse(f"a number, {smallest:g} to {largest:g}")
        return float(self.value)  # type: ignore[arg-type]

    def one_of(self, known: Collection[str], what: str) -> str:
        """The id of something that the file declares."""
        name = self.text()
        if name not in known:
            raise self.refuse(f"the id of {what}")
        return name

    def at(self, key: str, value: object) -> "Entry":
        key = key if key.isidentifier() else _shown(key)
        return Entry(self.file, f"{self.place}.{key}" if self.place else key, value)

    def unknown(self, known: Iterable[str]) -> Unreadable:
        return Unreadable(f"{self.file}: {self.place}: expected no such key, only {', '.join(known)}")

    def missing(self) -> Unreadable:
        return Unreadable(f"{self.file}: {self.place}: expected this key, found nothing")

    def _found(self) -> str:
        if isinstance(self.value, dict):
            return "an object"
        if isinstance(self.value, list):
            return f"a list of {len(self.value)}"
        return "it twice" if isinstance(self.value, Repeated) else _shown(self.value)


def read(path: str) -> Entry:
    """The whole file as an entry."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: byte {error.start}: expected UTF-8") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"{path}: line {error.lineno}, column {error.colno}: expected JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path}: expected JSON: {_shown(str(error))}") from error
    return Entry(path, "", value)


def read_format(path: str, name: str) -> Entry:
    """The whole file, which says of itself that it is in this format."""
    whole = read(path)
    found = whole.value.get("format") if isinstance(whole.value, dict) else None
    if isinstance(whole.value, dict) and found != name:
        raise whole.at("format", found).refuse(_shown(name))
    return whole


def unique(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The texts of a list in which none stands twice."""
    names: dict[str, None] = {}
    for entry in entries:
        if entry.text() in names:
            raise entry.refuse("each id once")
        names[entry.text()] = None
    return tuple(names)


def _object(pairs: list[tuple[str, object]]) -> object:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            return Repeated(key)
        seen[key] = value
    return seen


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _is_whole_unicode(text: str) -> bool:
    """Half a character (a lone surrogate) can stand in JSON, but in no UTF-8 file that we would write."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _shown(value: object) -> str:
    shown = json.dumps(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
