"""What a new group goes through together: nine questions, one at a time, with what an answer means in a school.

After the questions of the mascil toolkit and FaSMEd (METHODS.md 2.1): purpose, when, how far apart, where, how many,
who coordinates, who looks after practicalities, who may come in, what stays among us.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Text = str | Promise


@dataclass(frozen=True)
class Choice:
    key: str
    title: Text
    about: Text = ""


@dataclass(frozen=True)
class Matter:
    """One question. ``counts`` says the number of an answer, where it has one, and ``counted`` what is counted."""

    key: str
    title: Text
    asks: Text
    about: Text
    choices: tuple[Choice, ...] = ()
    counts: Any = None
    counted: Text = ""
    counted_for: str = ""
    hint: Text = ""

    @property
    def choice_keys(self) -> list[str]:
        return [choice.key for choice in self.choices]

    def titled(self, key: str) -> Text:
        """The choice in words; nothing where none was made."""
        return next((choice.title for choice in self.choices if choice.key == key), "")

    def number(self, number: int | None) -> str:
        return str(self.counts % {"n": number}) if number and self.counts else ""

    def needs_number(self, choice: str) -> bool:
        return bool(self.counts) and self.counted_for in ("", choice)


PURPOSE = Matter(
    "purpose", _("What for"), _("What are we together for?"),
    _("One sentence that a colleague in the corridor would understand. It is about your own teaching and your own "
      "pupils; nobody else sets it."),
    hint=_("So that pupils in our classes do something with what we write."),
)  # fmt: skip
WHEN = Matter(
    "when", _("When"), _("When do we meet?"),
    _("The time that suits most of you on paper may be the one that two of you can never do. Is any day of the week "
      "better than the others?"),
    (
        Choice("weekly", _("We know a day and a time"), _("write it below")),
        Choice("poll", _("Each of us says when they can"), _("a poll, answered in a minute on a phone")),
        Choice("years", _("We choose from whole years"), _("worked out from everybody’s timetable and holidays")),
    ),
    hint=_("Tuesdays, 15:45 to 17:00"),
)  # fmt: skip
APART = Matter(
    "apart", _("How far apart"), _("How much time do we leave between two meetings?"),
    _("Enough to try something with a class, and to see what became of it; not so much that it is forgotten. Three "
      "or four weeks suit most. Under two, there is hardly a lesson in between."),
    counts=ngettext_lazy("%(n)d week", "%(n)d weeks", "n"), counted=_("Weeks"),
    hint=_("Never in the last week of a term."),
)  # fmt: skip
WHERE = Matter(
    "where", _("Where"), _("Where do we meet?"),
    _("Whoever hosts does not travel, and shows a school to the others. Taking turns is the fairest, and takes the "
      "most time on the road."),
    (
        Choice("turns", _("At each school in turn")),
        Choice("one", _("Always at the same place")),
        Choice("online", _("Online")),
        Choice("mixed", _("In a room, and some of us by video")),
    ),
    hint=_("The library at Northgate; the staff room when it is cold."),
)  # fmt: skip
LASTING = Matter(
    "lasting", _("How many"), _("How many times do we meet?"),
    _("A fixed number has an end to look forward to. A self-sustaining group has none: it meets through the year as "
      "long as it is worth it. You can change this later, together."),
    (
        Choice("fixed", _("A fixed number of meetings"), _("then we see")),
        Choice("open", _("Open-ended"), _("through the school year, and on")),
    ),
    counts=ngettext_lazy("%(n)d meeting", "%(n)d meetings", "n"), counted=_("Meetings"), counted_for="fixed",
)  # fmt: skip
COORDINATES = Matter(
    "coordinates", _("Who coordinates"), _("Who looks after dates and the group itself?"),
    _("To coordinate is work for the others and no authority over them: whoever does it sees no more than anybody "
      "else. It may be shared, and handed over at any time."),
    (
        Choice("one", _("One of us")),
        Choice("several", _("Two or three of us together")),
        Choice("turns", _("Each of us in turn")),
        Choice("nobody", _("Nobody in particular"), _("any member may do it when it is needed")),
    ),
)  # fmt: skip
PRACTICAL = Matter(
    "practical", _("Practicalities"), _("Who sees to the room, reminders and tea?"),
    _("A named person for each meeting: somebody who books the room, tells the others where to park, and asks who "
      "brings what."),
    (
        Choice("one", _("One of us for all meetings")),
        Choice("turns", _("Another of us each time")),
        Choice("host", _("Whoever’s school hosts")),
    ),
)  # fmt: skip
NEWCOMERS = Matter(
    "newcomers", _("Newcomers"), _("Who may join us later?"),
    _("A newcomer changes a group. Some groups are glad of that; some have just begun to trust each other. Whatever "
      "you choose, a colleague hears of it only after your own yes."),
    (
        Choice("whole-group", _("Whoever all of us agree on"), _("each of us is asked")),
        Choice("coordinators", _("Whoever a coordinator agrees on")),
        Choice("open", _("Anyone who would like to"), _("up to our most, if we have one")),
    ),
)  # fmt: skip
STAYS = Matter(
    "stays", _("What stays here"), _("What stays among us?"),
    _("Collegium shows what you write here to members alone, whatever you choose. This is about what you tell others "
      "yourselves."),
    (
        Choice("all", _("All that is said here stays here")),
        Choice("ideas", _("Ideas may travel, names stay here")),
        Choice("ask", _("We ask whoever said it")),
    ),
)  # fmt: skip

MATTERS = (PURPOSE, WHEN, APART, WHERE, LASTING, COORDINATES, PRACTICAL, NEWCOMERS, STAYS)
BY_KEY = {matter.key: matter for matter in MATTERS}


def after(key: str) -> Matter | None:
    """The question that comes next."""
    place = list(BY_KEY).index(key) + 1
    return MATTERS[place] if place < len(MATTERS) else None


def before(key: str) -> Matter | None:
    place = list(BY_KEY).index(key)
    return MATTERS[place - 1] if place else None
