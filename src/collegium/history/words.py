"""What was done, in words for people: history keeps short codes. Every app tells its own in ``doings.py``."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

_words: dict[tuple[str, str], Any] = {}


def register(kind: str, words: Mapping[str, Any]) -> None:
    """For each verb of this noun what stands after the name of whoever did it: “joined the group”."""
    _words.update({(kind, did): said for did, said in words.items()})


def registered() -> Mapping[tuple[str, str], Any]:
    autodiscover_modules("doings")
    return _words


def said(kind: str, did: str) -> str:
    """The verb in words. One of an app that is gone keeps its code, so that nothing is hidden."""
    known = registered().get((kind, did))
    return str(known) if known else f"{did} · {_noun(kind)}"


def _noun(kind: str) -> Any:
    try:
        return apps.get_model(kind)._meta.verbose_name
    except LookupError:
        return kind
