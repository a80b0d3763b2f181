"""The demo's TeachMeets, one held and one to come, and Northgate's weekly bulletin."""

from datetime import datetime, timedelta

from collegium.bulletins.drafting import draft_of, week_of
from collegium.bulletins.models import Bulletin, Issue, Section
from collegium.community.models.topic import monday_of
from collegium.demo.network import DemoNetwork
from collegium.people.models import Person
from collegium.teachmeets.models import Coming, Talk, TeachMeet

WEEK = timedelta(days=7)
HELD = [
    ("Mo Khan", "Three wrong answers first", 7,
     "Put three wrong answers on the board before the right one. Pupils argue about which is the best mistake, and "
     "only then see the right one. Takes six minutes."),
    ("Amara Bello", "Dots instead of ticks", 7,
     "A dot in the margin for each line with a mistake: no word, no number. They hunt for it, alone first, then in "
     "pairs. The key is on the board after five minutes."),
    ("Priya Raman", "One question at the door", 2, "They answer it on a slip on the way out. I sort the slips in two "
     "piles, and begin the next lesson with the smaller pile."),
    ("Leo Crane", "Silence as a stage direction", 2, ""),
]  # fmt: skip
COMING = [
    ("Ruth Meyer", "Sketchbooks that nobody marks", 7), ("Nia Boyd", "A map without names", 2),
    ("Sara Lund", "The smallest whiteboard that works", 2), ("Jo Osei", "Warm up a cold class in two minutes", 2),
    ("Dai Rees", "What parents asked when grades went away", 15),
]  # fmt: skip
OPENING = ("Wet week, good week. Three of us tried something that a colleague had thought of, and said so. "
           "Biscuits are in the library on Thursday.")  # fmt: skip


def gather(made: DemoNetwork, *, at: datetime) -> None:
    jo, thursday = made.people["Jo Osei"], monday_of(at.date()) + timedelta(days=3)
    begins = at.replace(year=thursday.year, month=thursday.month, day=thursday.day, hour=16, minute=0, second=0,
                        microsecond=0)  # fmt: skip
    _held(made, jo, begins - 3 * WEEK)
    meet = TeachMeet.objects.announce(
        "Tea and talks", host=jo, at=at - WEEK, starts_at=begins + WEEK, minutes=90, pause=15, audience="network",
        place="Northgate High, library", school=made.northgate,
        about="Two minutes are a talk. There is a kettle, and nobody stays longer than they like.",
    )  # fmt: skip
    for who, title, minutes in COMING:
        _sign_up(made, meet, who, title, minutes, at=at - timedelta(days=2))
    for who in ("Denise Carver", "Lily Adeyemi", "Kate Ridley"):
        Coming.say(meet, by=made.people[who], at=at - timedelta(days=1), comes=True)
    _bulletins(made, at=at)


def _sign_up(made: DemoNetwork, meet: TeachMeet, who: str, title: str, minutes: int, *, at: datetime) -> Talk:
    home = made.school_of(who)
    return Talk.objects.sign_up(meet, person=made.people[who], home=home, title=title, minutes=minutes, at=at)


def _held(made: DemoNetwork, jo: Person, begins: datetime) -> None:
    """Three weeks ago: drawn, spoken, and read again."""
    meet = TeachMeet.objects.announce(
        "Biscuits and mistakes", host=jo, at=begins - WEEK, starts_at=begins, minutes=60, pause=10,
        audience="network", place="Northgate High, room 12", school=made.northgate,
    )  # fmt: skip
    notes = {}
    for who, title, minutes, note in HELD:
        notes[_sign_up(made, meet, who, title, minutes, at=begins - timedelta(days=3)).pk] = note
    meet.draw(by=jo, at=begins - timedelta(days=1))
    for minute in range(0, 5 * 8, 8):
        speaking = meet.speaking()
        meet.go_on(speaking.pk if speaking else 0, by=jo, at=begins + timedelta(minutes=5 + minute))
    meet.end(by=jo, at=begins + timedelta(minutes=55))
    for talk in meet.in_order():
        if note := notes[talk.pk]:
            talk.tell(title=talk.title, note=note, link="", at=begins + timedelta(days=1))
        if talk.title == "Three wrong answers first":
            talk.become_an_idea(at=begins + timedelta(days=1))


def _bulletins(made: DemoNetwork, *, at: datetime) -> None:
    """Two that have appeared, as they were drafted; this week's waits for its editor."""
    helen = made.people["Helen Marsh"]
    bulletin = Bulletin.objects.start(made.northgate, title="Tuesday Teaching Treats", by=helen, at=at - 4 * WEEK)
    for back in (2, 1):
        then = at - back * WEEK
        drafts = draft_of(bulletin, None, helen, then)
        Issue.objects.keep(
            bulletin, week_of(bulletin, then), opening=OPENING, by=helen, at=then, publish=True,
            sections=[Section(draft.title, "", [
                (choice.value.rpartition("-")[0], int(choice.value.rpartition("-")[2]))
                for choice in draft.choices if choice.ticked]) for draft in drafts],
        )  # fmt: skip
