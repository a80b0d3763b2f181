"""Every verb that history keeps has words for people."""

import ast
from itertools import chain
from pathlib import Path

from django.apps import apps

import collegium
from collegium.history import words

WRITERS = {"record", "record_all", "_change", "_set", "change"}


def verbs():
    """The literal verbs that the source hands to history."""
    for path in Path(collegium.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in WRITERS:
                given = [*node.args[:2], *(word.value for word in node.keywords if word.arg == "did")]
                literals = chain.from_iterable(ast.walk(one) for one in given)
                yield from (
                    one.value for one in literals
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    and path.parent.name not in {"demo", "views"}
                )  # fmt: skip


def test_every_verb_in_the_source_is_told_in_words():
    told = {did for _kind, did in words.registered()}

    assert set(verbs()) - told == set(), "Say it in the app's doings.py."


def test_words_are_told_of_nouns_that_there_are():
    assert [kind for kind, _did in words.registered() if not apps.get_model(kind)] == []


def test_a_verb_of_an_app_that_is_gone_keeps_its_code():
    assert words.said("gone.thing", "did") == "did · gone.thing"
    assert words.said("groups.group", "sang") == "sang · group"
