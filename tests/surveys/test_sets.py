"""The questions that come with Collegium are read by a child of nine."""

import re

import pytest

from collegium.surveys import asking


def syllables(word):
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, found - (word.lower().endswith("e") and not word.lower().endswith("le")))


def grade(text):
    """The Flesch–Kincaid grade; a child of nine is in the fourth."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.?!]", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("one", asking.for_pupils(), ids=lambda one: one.key)
def test_pupils_questions_are_short_and_plain(one):
    texts = [item["text"] for item in one.items]

    assert all(len(text.split()) <= 12 for text in texts)
    assert grade(" ".join(texts)) <= 4.5
    assert not any(item["kind"] == "open" for item in one.items), "off by default"


def test_every_set_is_whole():
    for one in asking.shipped():
        keys = [item["key"] for item in one.items]
        assert len(set(keys)) == len(keys)
        assert all(2 <= len(item.get("options", [])) <= 7 for item in one.items if item["kind"] != "open")
    assert [one.key for one in asking.for_staff()] == ["staff"]
    assert asking.find("nothing") is None
