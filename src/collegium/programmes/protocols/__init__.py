"""Protocols that any group may use at a meeting, whatever its way of working: one file each, with its source.

A meeting copies the steps, so that they can be changed for that one meeting.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True)
class Step:
    """One step: how long, who speaks, who is silent, what is written down, what helps those who are far away.

    ``least``: in less than these minutes it cannot be done. ``hushed``: who is silent, where the program knows it.
    """

    title: str
    minutes: int
    least: int = 0
    speakers: str = ""
    silent: str = ""
    hushed: str = ""
    capture: str = ""
    far: str = ""
    serves: str = ""
    in_turn: bool = False
    questions_only: bool = False

    @property
    def shortest(self) -> int:
        """Half its time, where nothing else is said; a whole minute at least."""
        return max(1, self.least or (self.minutes + 1) // 2)


@dataclass(frozen=True)
class Course:
    """A protocol as it is held: its steps one after another, and where it comes from."""

    key: str
    title: str
    summary: str
    source: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def shortest(self) -> int:
        return sum(step.shortest for step in self.steps)


def courses() -> list[Course]:
    """All that come with Collegium, in the reader's language."""
    return [_translated(course) for course in _shipped()]


def protocol_words() -> list[str]:
    """Every text that a page may show, for translators."""
    words: set[str] = set()
    for course in _shipped():
        words |= {course.title, course.summary}
        for step in course.steps:
            words |= {step.title, step.speakers, step.silent, step.capture, step.far}
    return sorted(words - {""})


@cache
def _shipped() -> tuple[Course, ...]:
    found: list[tuple[int, Course]] = []
    for file in files(__name__).iterdir():
        if file.name.endswith(".toml"):
            text = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append((text["place"], _course(file.name.removesuffix(".toml"), text)))
    return tuple(course for _place, course in sorted(found, key=lambda pair: pair[0]))


def _course(key: str, text: dict[str, Any]) -> Course:
    steps = tuple(Step(**step) for step in text["steps"])
    return Course(key, text["title"], text["summary"], text["source"], steps)


def _translated(course: Course) -> Course:
    steps = tuple(
        replace(
            step, title=_said(step.title), speakers=_said(step.speakers), silent=_said(step.silent),
            capture=_said(step.capture), far=_said(step.far),
        )
        for step in course.steps
    )  # fmt: skip
    return replace(course, title=_said(course.title), summary=_said(course.summary), steps=steps)


def _said(text: str) -> str:
    # The translation of nothing is the head of the catalogue.
    return gettext(text) if text else ""
