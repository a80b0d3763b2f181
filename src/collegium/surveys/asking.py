"""Questions that come with Collegium: sets in plain words, each a file beside this one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

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
def _files() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(SETS.glob("*.toml"))}


def shipped() -> tuple[QuestionSet, ...]:
    """Those that come with Collegium, in the language of whoever prepares a survey."""
    return tuple(_as_set(key, held) for key, held in _files().items())


def find(key: str) -> QuestionSet | None:
    return next((one for one in shipped() if one.key == key), None)


def for_pupils() -> list[QuestionSet]:
    return [one for one in shipped() if not one.asks_staff]


def for_staff() -> list[QuestionSet]:
    return [one for one in shipped() if one.asks_staff]


def _as_set(key: str, held: dict[str, Any]) -> QuestionSet:
    return QuestionSet(
        key, _(held["title"]), _(held["about"]), tuple(held.get("aspects", ())), held.get("asks") == "staff",
        tuple(_item(one) for one in held["items"]),
    )  # fmt: skip


def _item(held: dict[str, Any]) -> dict[str, Any]:
    options = {"options": [_(one) for one in held["options"]]} if "options" in held else {}
    return held | {"text": _(held["text"])} | options
