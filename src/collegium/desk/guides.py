"""How to begin: guides that are built in, each from nothing to a first invitation."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Guide:
    """One way to begin. With ``approach`` a group begins; else it ``leads_to`` a page that does."""

    key: str
    title: str
    minutes: int
    about: str
    steps: list[str] = field(default_factory=list)
    approach: str = ""
    leads_to: str = ""
    words: str = ""


@cache
def _read() -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((Path(__file__).parent / "guides.toml").read_text())["guides"]
    return found


def guides() -> list[Guide]:
    """All of them, in the language of whoever reads."""
    return [_guide(row) for row in _read()]


def guide_of(key: str) -> Guide | None:
    return next((guide for guide in guides() if guide.key == key), None)


def _guide(row: dict[str, object]) -> Guide:
    said = {name: _(str(row[name])) for name in ("title", "about", "words") if name in row}
    steps = [_(step) for step in row["steps"]]  # type: ignore[attr-defined]
    return Guide(**(row | said | {"steps": steps}))  # type: ignore[arg-type]
