"""The biscuit hour reads a book: who reads along, best ideas, dots, and what became of them."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.enquiry.models import Trial
from collegium.groups.models import Group
from collegium.library.models import Work
from collegium.meetings.models import Meeting
from collegium.people.models import Person
from collegium.reading.models import Ballot, Best, Phrase, Reading
from collegium.reading.picking import shortlist

PARTS = [("Challenge", "11–52"), ("Explanation", "53–94"), ("Modelling", "95–130"), ("Practice", "131–168"),
         ("Feedback", "169–206"), ("Questioning", "207–244")]  # fmt: skip
PICKS = [
    ("The empty table they fill together", "41", "Costs nothing, and needs no laminator.",
     "“For history only”, I thought. In science it is the practical."),
    ("One example, then the same with one thing changed", "102", "My Year 8 copy the first example for ever.",
     "I want to see it go wrong before I believe it."),
    ("Say why this matters before what it is", "60", "Two minutes, and they ask less “do we need this?”", ""),
    ("A benchmark of excellence on the wall", "23", "Show what very good looks like.", "Ours is from 2019."),
    ("Pause, then ask again in other words", "218", "", "Not the same as waiting?"),
]  # fmt: skip
PHRASES = [
    ("Miriam Katz", "This is easy.", "This may take a few tries.", "Whoever finds it hard hears that they are slow.",
     [("example", "Said it three times in one lesson, and caught two."),
      ("pupil", "this took me four tries and now I can do it")]),
    ("Owen Pritchard", "Good work!", "You gave a reason this time.", "",
     [("pupil", "what went well: she explained why, not only what")]),
    ("Denise Carver", "I’m no good at maths either.", "I am still learning this part.", "Adults say it too.", []),
]  # fmt: skip
COMMENTS = [
    ("Challenge", "Miriam Katz", "The part on “one for the wall” made me take three posters down."),
    ("Challenge", "Owen Pritchard", "Hard work is not the same as hard words. Page 31 says it better."),
    ("Explanation", "Denise Carver", "I read this one aloud to my partner. Twice."),
]


def read(made: DemoNetwork, *, at: datetime) -> None:
    """A term of the biscuit hour, and last year's book."""
    group = Group.objects.get(title="The biscuit hour")
    readers = [one.person for one in group.memberships.current().select_related("person").order_by("pk")]
    denise = made.people["Denise Carver"]
    _last_year(group, denise, at=at - timedelta(days=400))
    book = Work.objects.get(title="Making Every Lesson Count")
    begun = at - timedelta(days=40)
    reading = Reading.objects.begin(group, book, by=denise, at=begun)
    reading.lay_out(PARTS, by=denise, at=begun)
    _plan(reading, denise, at=at)
    for reader in readers[:4]:
        reading.pledge(reader, at=begun)
    for title, who, words in COMMENTS:
        section = reading.sections.get(title=title)
        section.say(words, person=made.people[who], at=at - timedelta(days=20))
    _pick(reading, readers, at=at - timedelta(days=24))
    _speak(group, made, at=at - timedelta(days=15))


def _speak(group: Group, made: DemoNetwork, *, at: datetime) -> None:
    for who, drop, instead, why, heard in PHRASES:
        phrase = Phrase.objects.put(group, person=made.people[who], drop=drop, instead=instead, why=why, at=at)
        for kind, words in heard:
            phrase.spot(words, kind=kind, person=made.people[who], at=at + timedelta(days=5))
    Phrase.objects.get(instead=PHRASES[0][2]).widen("school", by=made.people[PHRASES[0][0]], at=at)


def _last_year(group: Group, by: Person, *, at: datetime) -> None:
    work = Work.objects.bring(
        person=by, kind="book", title="Why Don’t Students Like School?", authors="Daniel T. Willingham", year=2009,
        school=by.schools_now().first(), audience="school", at=at, labels=["for-teacher"],
    )  # fmt: skip
    Reading.objects.begin(group, work, by=by, at=at).finish(by=by, at=at + timedelta(days=300))


def _plan(reading: Reading, by: Person, *, at: datetime) -> None:
    """The first part was read for the meeting that is over, the others for those to come."""
    found = Meeting.objects.filter(group=reading.group, cancelled_at=None).order_by("starts_at")
    last = found.filter(starts_at__lt=at).last()
    coming = iter(found.filter(starts_at__gt=at))
    for section in reading.sections.order_by("order"):
        meeting = last if section.order == 1 else next(coming, None)
        section.plan(meeting, by=by, at=at - timedelta(days=38))


def _pick(reading: Reading, readers: list[Person], *, at: datetime) -> None:
    bests = []
    for place, (text, page, why, said) in enumerate(PICKS):
        who = readers[place % len(readers)]
        best = Best.objects.pick(reading, person=who, text=text, page=page, why=why, at=at)
        if said:
            best.react(said, person=readers[(place + 1) % len(readers)], at=at + timedelta(hours=3))
        bests.append(best)
    for place, reader in enumerate(readers):
        Ballot.objects.cast(reading, reader, [bests[0], bests[1 + place % 2]], at=at + timedelta(days=1))
    shortlist(reading, by=readers[0], at=at + timedelta(days=2))
    first = bests[0].try_it(readers[1], at=at + timedelta(days=3))
    bests[1].try_it(readers[0], at=at + timedelta(days=3))
    told = Trial.objects.report(first, "changed", at=at + timedelta(days=14))
    told.describe(
        with_class="8B", went_well="They argued about the headings, which was the point.",
        changed="Gave them two of the four headings.", at=at + timedelta(days=14),
    )  # fmt: skip
