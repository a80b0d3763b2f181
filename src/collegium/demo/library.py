"""What the demo network reads, watches, follows and uses. Titles are real; who brought them is not."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from collegium.demo.network import DemoNetwork
from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.groups.models import Group
from collegium.library.models import Shelving, Use, Work
from collegium.programmes.models import Theme


@dataclass(frozen=True)
class Kept:
    """One work: who brought it, what it is, on whose shelf it stands, and who says that they used it."""

    who: str
    kind: str
    title: str
    authors: str = ""
    audience: str = "network"
    words: dict[str, Any] = field(default_factory=dict)
    labels: tuple[str, ...] = ("for-teacher",)
    theme: str = ""
    shelves: tuple[str, ...] = ()
    used: tuple[tuple[str, str], ...] = ()


WORKS = [
    Kept("Denise Carver", "book", "Making Every Lesson Count", "Shaun Allison and Andy Tharby", words={
        "year": 2015, "isbn": "9781845909734", "about": "Six principles, each with twenty things that one can do on "
        "Monday.\n\nFour copies are in the staff library, on the shelf behind the urn.",
    }, labels=("for-teacher", "for-new", "type-secondary", "isced-2", "isced-3"), shelves=("The biscuit hour",),
        used=(("Miriam Katz", "The chapter on questioning, with Year 8"), ("Tariq Aziz", ""))),
    Kept("Amara Bello", "research", "The Power of Feedback", "John Hattie and Helen Timperley", words={
        "year": 2007, "link": "https://doi.org/10.3102/003465430298487",
        "about": "Read pages 86 to 97: four levels at which feedback works, and the one at which it does not.",
    }, theme="Written feedback", labels=("for-teacher", "for-head"), shelves=("Feedback that Moves",),
        used=(("Tom Weller", "For our first meeting"), ("Helen Marsh", "At the September day"))),
    Kept("Sian Lloyd", "article", "The Effects of Feedback Interventions on Performance",
         "Avraham Kluger and Angelo DeNisi", words={
             "year": 1996, "link": "https://doi.org/10.1037/0033-2909.119.2.254",
             "about": "Long. The two pages that matter are in our talk.",
         }, shelves=("Feedback that Moves",)),
    Kept("Elsie Tanner", "course", "Assessment for Learning in STEM Teaching", "", words={
        "provider": "FutureLearn", "language": "English", "minutes": 900,
        "link": "https://www.futurelearn.com/courses/assessment-for-learning-stem",
        "about": "Five weeks, three hours each. Do it with somebody: the tasks are better talked over.",
    }, labels=("for-teacher", "type-primary", "type-secondary", "isced-1", "isced-2"),
        shelves=("Formative assessment online, together",), used=(("Ravi Menon", "Last year, alone. Do not."),)),
    Kept("Tom Weller", "tool", "PDE-1: The inquiry cycle", "mascil", words={
        "minutes": 30, "about": "One sheet for each: our question, what each of us does, what each of us brings.",
    }, labels=("for-teacher",), shelves=("Feedback that Moves",), used=(("Kirsty Bain", ""),)),
    Kept("Priya Nair", "video", "Our second round, filmed from the back", audience="group", words={
        "shows_people": True, "consent": "8B’s parents and Tom, for the members of our group, until July.",
        "link": "https://video.northgate.example/second-round", "minutes": 11,
        "about": "From minute 4: what they do with the dots.",
    }, shelves=("Feedback that Moves",)),
    Kept("Ruth Meyer", "book", "Visible Learning for Teachers", "John Hattie", audience="school", words={
        "year": 2012, "isbn": "9780415690157", "about": "Chapter 7 is the one on feedback.",
    }, labels=("for-teacher", "for-head")),
    Kept("Kate Ridley", "note", "How we look at three pieces of work in ten minutes", "", words={
        "about": "1. Lay them side by side, without names.\n2. Each says one thing they *see*, no more.\n"
        "3. Then, and only then: what would we ask this pupil?\n\nThe hard part is 2.",
    }, labels=("for-teacher", "for-new"), used=(("Sian Lloyd", "With the humanities team, twice"),)),
]  # fmt: skip

CARDS = "Our question for this round:\n\nWhat each of us does, with which class:\n\nWhat each of us brings:\n"


def keep(made: DemoNetwork, *, at: datetime) -> None:
    """Everything into the library, on the shelves, and used."""
    groups = {group.title: group for group in Group.objects.going()}
    themes = {theme.title: theme for theme in Theme.objects.order_by("pk")}
    for days, one in enumerate(reversed(WORKS), 2):
        about = [themes[one.theme]] if one.theme in themes else []
        _bring(made, one, groups, about, at=at - timedelta(days=6 * days))


def _bring(made: DemoNetwork, one: Kept, groups: dict[str, Group], themes: list[Theme], *, at: datetime) -> None:
    person = made.people[one.who]
    work = Work.objects.bring(
        person=person, kind=one.kind, title=one.title, authors=one.authors, audience=one.audience,
        school=made.school_of(one.who), group=groups[one.shelves[0]] if one.audience == "group" else None,
        labels=one.labels, themes=themes, at=at, **one.words,
    )  # fmt: skip
    if one.kind == "tool":
        file = File.objects.keep(look_at(CARDS.encode()), name="Inquiry cycle sheet.txt", by=person, at=at)
        work.attach(file, by=person, at=at)
    for title in one.shelves:
        Shelving.objects.put(work, groups[title], by=person, at=at)
    for who, words in one.used:
        Use.objects.say(work, made.people[who], words=words, at=at + timedelta(days=4))
