"""What happened at the meetings of the demo's group across three schools, and what stands on its next agenda."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.library.models import Work
from collegium.meetings import agenda, conducting
from collegium.meetings.models import Action, Attendance, Meeting, Note, Sitting
from collegium.people.models import Person


@dataclass(frozen=True)
class Told:
    """A meeting: who was away, what was noted in which step, which steps ran over, and what is to be done."""

    away: tuple[str, ...]
    notes: dict[int, str]
    longer: dict[int, int]
    actions: tuple[tuple[str, str], ...]


MEETINGS = (
    Told(
        (),
        {1: "Amara: an afternoon in which nobody tells us what to do.\nTom: his Year 6 leave for our Year 7.\n"
            "Priya: she marks for two hours a night and wonders who reads it.",
         2: "We say what we saw before we say what we think.\nNobody has to show a lesson.",
         7: "Year 9 persuasive writing: comments only, ten minutes to rewrite, then the grade. Tom goes first."},
        {2: 6},
        (("Ask the office for the key to the library", "Dai Rees"),),
    ),
    Told(
        ("Sian Lloyd",),
        {2: "Tom: most pupils changed a word, few changed a sentence.\n"
            "Priya: her class asked when the real mark comes.\nQuestion from Dai: what would we accept as a change?",
         3: "Three essays. In two of them the comment is longer than the paragraph it is about.",
         5: "Dots in the margin instead of words. In pairs: find what each dot means."},
        {2: 4, 3: -3},
        (("Copy the three essays without names", "Amara Bello"), ("Book the room at Harbour Primary", "Tom Weller")),
    ),
    Told(
        ("Dai Rees",),
        {2: "Tom: dots instead of ticks. 24 of 28 found their own errors; the four who did not need the key.\n"
            "Question from Sian: did the strongest pupils find it too easy?",
         5: "Amara teaches the lesson again with a key on the board; Priya and Sian watch three pupils each."},
        {2: 7},
        (("Put the key on one page for all of us", "Tom Weller"),),
    ),
)  # fmt: skip


def meet(made: DemoNetwork, *, at: datetime) -> None:
    """The meetings so far, each as it went on the screen; and an item that a member wants to talk about next."""
    group = Group.objects.get(title="Feedback that Moves")
    past = list(group.meetings.filter(starts_at__lt=at - timedelta(hours=3), cancelled_at=None).order_by("starts_at"))
    for meeting, told in zip(past[-len(MEETINGS) :], MEETINGS[-len(past) :], strict=False):
        _hold(made, meeting, told)
    coming = group.meetings.upcoming(at).order_by("starts_at").first()
    if coming:
        agenda.add(
            coming, title="Do we ask Mo Khan to join us?", minutes=5, purpose="decide", owner=made.people["Dai Rees"],
            by=made.people["Dai Rees"], at=at - timedelta(days=1),
        )  # fmt: skip
        priya, film = made.people["Priya Nair"], Work.objects.get(kind="video", shelvings__group=group)
        agenda.add(coming, title="From minute 4 of our film", minutes=5, work=film, by=priya, at=at)


def _hold(made: DemoNetwork, meeting: Meeting, told: Told) -> None:
    amara, tom, at = made.people["Amara Bello"], made.people["Tom Weller"], meeting.starts_at
    for name in told.away:
        person = made.people[name]
        Attendance.objects.say(
            meeting, person, Attendance.Word.APOLOGIES, by=person, at=at - timedelta(days=1)
        )
    sitting = conducting.begin(meeting, by=amara, at=at)
    for member in meeting.group.memberships.select_related("person").order_by("pk"):
        if member.person.name not in told.away:
            Attendance.objects.say(meeting, member.person, Attendance.Word.HERE, by=member.person, at=at)
    at = _go_through(sitting, told, at, by=tom)
    for text, who in told.actions:
        Action.objects.add(meeting, text, owner=made.people[who], by=tom, at=at)
    conducting.close(sitting, by=amara, at=at)


def _go_through(sitting: Sitting, told: Told, at: datetime, *, by: Person) -> datetime:
    """Step after step, each for its minutes and what it took beyond them."""
    items = list(sitting.meeting.items.standing().in_order())
    for number, item in enumerate(items, 1):
        if text := told.notes.get(number):
            Note.objects.write(item, text, seen=0, base="", by=by, at=at)
        at += timedelta(minutes=item.minutes + told.longer.get(number, 0))
        conducting.go_to(sitting, items[number] if number < len(items) else None, seen=item.pk, at=at)
    return at
