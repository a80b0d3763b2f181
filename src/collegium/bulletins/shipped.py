"""The slots with which a bulletin begins, as they are shipped."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Said here once, so that translators find what stands in the file.
TITLES = [
    gettext_noop("One to try"), gettext_noop("Tried this week"), gettext_noop("What we are talking about"),
    gettext_noop("Can you help?"), gettext_noop("From the live chat"), gettext_noop("Worth reading"),
    gettext_noop("What we found"), gettext_noop("Coming up"),
]  # fmt: skip


@cache
def _read() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "slots.toml").read_text())["slots"]
    return found


def slots() -> list[dict[str, Any]]:
    """Each with its place, and its title in the language of whoever starts the bulletin."""
    return [{**slot, "title": _(slot["title"]), "place": place} for place, slot in enumerate(_read())]
