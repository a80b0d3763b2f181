"""Guides: why a way of learning works, what a good first meeting looks like, and where it goes wrong."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from collegium.programmes.approaches import shipped


@dataclass(frozen=True)
class Guide:
    """A way of learning for those who begin with it, whatever a school has changed in its stages."""

    key: str
    title: str
    summary: str
    # Who does what: a title, and what it means.
    roles: list[list[str]]
    why: str
    first: list[str]
    wrong: list[str]
    # A teacher's first step, in a sentence.
    small: str
    # What a group settles on before it first meets: how it is called, and a sentence about it.
    matter: list[str]
    after: str


@cache
def _read() -> dict[str, dict[str, Any]]:
    own = tomllib.loads((Path(__file__).parent / "guides.toml").read_text(encoding="utf-8"))
    return {key: _of(text) | own[key] for key, text in shipped().items()}


def _of(text: dict[str, Any]) -> dict[str, Any]:
    roles = [[role["title"], role.get("about", "")] for role in text["roles"]]
    return {"title": text["title"], "summary": text["summary"], "roles": roles}


def guides() -> list[Guide]:
    """All of them, in the language of whoever reads."""
    return [_guide(key) for key in _read()]


def guide_to(key: str) -> Guide | None:
    """Nothing for a way of working that a school brought itself."""
    return _guide(key) if key in _read() else None


def _guide(key: str) -> Guide:
    return Guide(key=key, **{name: _said(words) for name, words in _read()[key].items()})


def _said(words: Any) -> Any:
    if isinstance(words, list):
        return [_said(line) for line in words]
    return _(words) if words else ""
