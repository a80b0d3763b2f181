"""The ways of working that come with Collegium: one file each, which anybody can read and nobody need change.

A school works with its own copy (``Approach``). ``version`` is raised when a file changes.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from collegium.programmes.protocols import protocol_words


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """Every way of working by its key, in the order in which a school is offered them."""
    texts = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in files(__name__).iterdir()
        if file.name.endswith(".toml")
    }
    return dict(sorted(texts.items(), key=lambda item: item[1].pop("place")))


def shipped_words() -> list[str]:
    """Every text of these files and of the protocols that a page may show, for translators."""
    return sorted({text for approach in shipped().values() for text in _texts(approach)}.union(protocol_words()))


def _texts(thing: Any, name: str = "") -> list[str]:
    if isinstance(thing, str):
        return [thing] if thing and name not in {"key", "engine", "entry", "hushed"} else []
    if isinstance(thing, dict):
        return [text for key, value in thing.items() for text in _texts(value, key)]
    if isinstance(thing, list):
        return [text for value in thing for text in _texts(value, name)]
    return []
