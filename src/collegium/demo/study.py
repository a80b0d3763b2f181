"""Formative assessment online, together: a course over three schools, week by week."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.study.models import Completion, Course, Design, Goal, Help, Mentoring, Webinar

MODULES = [
    ("Where am I going?", "rewrite one of our own aims so that a pupil could use it"),
    ("Where am I now?", "write three questions, and swap them"),
    ("Feedback that is used", "bring one piece of work, and say what its owner does next"),
    ("Pupils for each other", "try the checklist on each other first"),
    ("Making it stay", "choose one thing that each of us keeps"),
]
PLAN = {
    "topic": "Short, online, after school; something for all five subjects among us.",
    "people": "Lotte and Tunde were asked. The heads of all three schools know.",
    "there": "The computer room at St Brannoc’s on Mondays; two headsets.",
    "challenge": "Each of us tries one thing with one class. Not the whole course, if it is too much.",
    "success": "Pupils can say what they are working on. We ask five of them before and after.",
    "support": "An hour on Mondays without duties, from the heads.",
}
HELPS = [
    ("Lukas Weber", "language", True, "German, any time; ten minutes at the start on Mondays"),
    ("Elsie Tanner", "language", False, "The film of module 3 has no English subtitles"),
    ("Claire Fontaine", "technology", True, "Uploading, and the forum"),
    ("Freya Lindqvist", "technology", False, "The quiz does not open on my tablet"),
]  # fmt: skip
WEBINARS = [
    ("A study group from nothing", "For schools that think about one: what we would do again.", -40),
    ("Certificates, and what to do with them", "Ten minutes of slides, then your questions.", 9),
]
STORY = (
    "Five of us, from three schools, of whom two had never done a course online. We met each Monday, first did the "
    "task of the week and then talked about our own classes.\n\n**What we would do again**: swap the questions.\n\n"
    "**What we would not**: begin in the week of the reports."
)


def study(made: DemoNetwork, *, at: datetime) -> None:
    """The third week of five; and what last year's group gave to others."""
    group = Group.objects.get(title="Formative assessment online, together")
    kate, elsie = made.people["Kate Ridley"], made.people["Elsie Tanner"]
    first = (at - timedelta(days=16)).date()
    old = Course.objects.begin(
        group, by=kate, at=at - timedelta(days=380), title="Assessment for Learning: a start", provider="FutureLearn",
        language="English", starts_on=first - timedelta(days=360), ends_on=first - timedelta(days=330),
    )  # fmt: skip
    old.lay_out(MODULES[:3], by=kate, at=at - timedelta(days=380))
    Design.objects.share(
        old, person=kate, story=STORY, audience="network", school=made.school_of("Kate Ridley"),
        at=at - timedelta(days=200),
    )  # fmt: skip
    Completion.objects.keep(
        old, elsie, words="All of it", is_shown=True, file=None, at=at - timedelta(days=320)
    )
    course = Course.objects.begin(
        group, by=kate, at=at - timedelta(days=30), title="Assessment for Learning in STEM Teaching",
        provider="FutureLearn", language="English, films also in German", starts_on=first,
        link="https://www.futurelearn.com/courses/assessment-for-learning-stem", ends_on=first + timedelta(days=35),
    )  # fmt: skip
    course.lay_out(MODULES, by=kate, at=at - timedelta(days=29))
    course.plan(PLAN, by=kate, at=at - timedelta(days=28))
    for who, kind, offers, words in HELPS:
        person = made.people[who]
        Help.objects.say(course, person, kind=kind, offers=offers, words=words, at=at - timedelta(days=6))
    Goal.objects.set(
        course, made.people["Claire Fontaine"], text="That I stop answering my own questions.", for_group=True,
        people=(), at=at - timedelta(days=12),
    )  # fmt: skip
    Goal.objects.set(
        course, kate, text="To get through module 2 without buying biscuits.", for_group=False,
        people=[elsie], at=at - timedelta(days=12),
    )  # fmt: skip
    help_those_who_begin(made, at=at)


def help_those_who_begin(made: DemoNetwork, *, at: datetime) -> None:
    """Two webinars, and somebody who goes along."""
    kate, elsie = made.people["Kate Ridley"], made.people["Elsie Tanner"]
    for title, purpose, days in WEBINARS:
        Webinar.objects.announce(
            title, person=kate, purpose=purpose, link="https://example.org/webinar", audience="network",
            school=made.school_of("Kate Ridley"), at=at - timedelta(days=10),
            starts_at=at.replace(hour=15, minute=45, second=0, microsecond=0) + timedelta(days=days),
        )  # fmt: skip
    offer = Mentoring.objects.offer(
        "Three years of study groups over schools, two of them with mistakes that you need not make again.",
        person=elsie, most=2, audience="network", school=made.school_of("Elsie Tanner"), at=at - timedelta(days=20),
    )  # fmt: skip
    offer.ask("We begin after Christmas, with six who have never done a course online.", by=made.people["Mo Khan"],
              at=at - timedelta(days=2))  # fmt: skip
