"""Questions that come with Collegium: sets in plain words, each a file beside this one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SETS = Path(__file__).parent / "sets"
# What an open question offers, always: nobody has to write.
KINDS_WITH_OPTIONS = ("scale", "choice", "yes-no")


@dataclass(frozen=True)
class QuestionSet:
    """Some questions that fit together, as they are shipped."""

    key: str
    title: str
    about: str
    aspects: tuple[str, ...]
    asks_staff: bool
    items: tuple[dict[str, Any], ...]


@cache
def shipped() -> tuple[QuestionSet, ...]:
    return tuple(_read(path) for path in sorted(SETS.glob("*.toml")))


def find(key: str) -> QuestionSet | None:
    return next((one for one in shipped() if one.key == key), None)


def for_pupils() -> list[QuestionSet]:
    return [one for one in shipped() if not one.asks_staff]


def for_staff() -> list[QuestionSet]:
    return [one for one in shipped() if one.asks_staff]


def _read(path: Path) -> QuestionSet:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return QuestionSet(
        path.stem, held["title"], held["about"], tuple(held.get("aspects", ())), held.get("asks") == "staff",
        tuple(held["items"]),
    )  # fmt: skip
