import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from collegium.programmes import approaches

HEAD = '''# ruff: noqa
"""The words of what is shipped as files, for translators. Made by ``collegium manage mark_words``."""

from django.utils.translation import gettext_noop as _

WORDS = (
'''
PACKAGE = Path(__file__).parents[3]
# Beside the ways of working and their protocols, which know their own words.
FILES = (
    "desk/guides.toml", "programmes/guides.toml", "bulletins/slots.toml", "packs/lists/*.toml", "surveys/sets/*.toml",
)  # fmt: skip
# What a program reads, and names of books and offices, which stay as they are.
NOT_WORDS = {"key", "kind", "kinds", "approach", "leads_to", "sources", "source", "aspects", "asks"}


def shipped_words() -> list[str]:
    """Every text of a shipped file that a page may show."""
    held = (tomllib.loads(path.read_text(encoding="utf-8")) for name in FILES for path in PACKAGE.glob(name))
    return sorted({*approaches.shipped_words(), *(text for one in held for text in _texts(one))})


def _texts(thing: Any) -> list[str]:
    if isinstance(thing, dict):
        return [text for key, value in thing.items() if key not in NOT_WORDS for text in _texts(value)]
    if isinstance(thing, list):
        return [text for value in thing for text in _texts(value)]
    return [thing] if isinstance(thing, str) and thing else []


class Command(BaseCommand):
    """Write down every text of the shipped files where makemessages finds it (for developers)."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        lines = "".join(f"    _({text!r}),\n" for text in shipped_words())
        path = PACKAGE / "project" / "words.py"
        path.write_text(f"{HEAD}{lines})\n", encoding="utf-8")
        self.stdout.write(path.name)
