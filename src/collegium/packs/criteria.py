"""Lists of criteria as data: those that are shipped, each a file of ``lists``, and how any list looks."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from collegium.packs.kinds import KINDS

LISTS = Path(__file__).parent / "lists"
_LIST_WORDS = {"title", "about", "source", "before", "declaration", "declared_by", "criteria"}
_CRITERION_WORDS = {"key", "title", "about", "group", "kinds", "least", "ask"}


class BadList(Exception):
    """A list of criteria cannot be read. It says which one, and why."""


@dataclass(frozen=True)
class Criterion:
    """One thing to be shown; the kinds of facts that speak for it, and how many of them at least.

    ``ask``: what its maker writes, where the house cannot know. Without kinds it is shown by words alone.
    """

    key: str
    title: str
    about: str = ""
    group: str = ""
    kinds: tuple[str, ...] = ()
    least: int = 1
    ask: str = ""


@dataclass(frozen=True)
class CriteriaList:
    """Criteria of one label, standard or framework. ``before``: what the house cannot look up; ``declaration``: what
    somebody signs."""

    key: str
    title: str
    about: str
    source: str
    criteria: tuple[Criterion, ...]
    before: tuple[str, ...] = ()
    declaration: str = ""
    declared_by: str = ""

    def find(self, key: str) -> Criterion | None:
        return next((one for one in self.criteria if one.key == key), None)


@cache
def _files() -> dict[str, Mapping[str, Any]]:
    return {path.stem: read(path) for path in sorted(LISTS.glob("*.toml"))}


def shipped() -> dict[str, CriteriaList]:
    """Those that come with Collegium, in the reader's language."""
    return {key: _as_list(key, held) for key, held in _files().items()}


def read(path: Path) -> Mapping[str, Any]:
    """The file, looked through: an unknown word, a missing title or a kind that is none stops the start."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadList(f"{path.name}: {error}") from error
    for trouble in troubles(held):
        raise BadList(f"{path.name}: {trouble}")
    return held


def troubles(held: Mapping[str, Any]) -> Iterable[str]:
    yield from (f"“{word}” is no word of a list" for word in sorted(set(held) - _LIST_WORDS))
    yield from (f"the list has no {word}" for word in ("title", "about", "source", "criteria") if not held.get(word))
    seen: set[str] = set()
    for one in held.get("criteria", ()):
        name = one.get("key") or "a criterion without a key"
        yield from (f"{name}: “{word}” is no word of a criterion" for word in sorted(set(one) - _CRITERION_WORDS))
        yield from (f"{name}: there is no {word}" for word in ("key", "title") if not one.get(word))
        yield from (f"{name}: “{kind}” is no kind of fact" for kind in one.get("kinds", ()) if kind not in KINDS)
        if not (one.get("kinds") or one.get("ask")):
            yield f"{name}: neither kinds of facts nor what to ask for"
        if name in seen:
            yield f"{name}: there are two of it"
        seen.add(name)


def _as_list(key: str, held: Mapping[str, Any]) -> CriteriaList:
    return CriteriaList(
        key, _(held["title"]), _(held["about"]), held["source"],
        tuple(
            Criterion(
                one["key"], _(one["title"]), _said(one, "about"), _said(one, "group"), tuple(one.get("kinds", ())),
                one.get("least", 1), _said(one, "ask"),
            )
            for one in held["criteria"]
        ),
        tuple(_(one) for one in held.get("before", ())), _said(held, "declaration"), _said(held, "declared_by"),
    )  # fmt: skip


def _said(held: Mapping[str, Any], name: str) -> str:
    text: str = held.get(name, "")
    return _(text) if text else ""
