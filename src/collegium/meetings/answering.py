"""Coming or not, answered by mail, by a link without signing in, or by the calendar itself."""

from datetime import datetime

from django.utils.translation import gettext as _

from collegium.calendar.replying import Unclear, read_reply
from collegium.kit import clock
from collegium.mail.keys import calendar_key_in, is_calendar_key
from collegium.mail.models import Letter, Received
from collegium.mail.questions import Answer, Closed, Question
from collegium.meetings import seeing_to
from collegium.meetings.letters import details
from collegium.meetings.models import Attendance, Invited, Meeting, Reminded, RoomQuestion
from collegium.people.models import Person

Fate = Received.Fate
Word = Attendance.Word
ANSWERS = {"coming": Word.COMING, "maybe": Word.MAYBE, "away": Word.APOLOGIES}
CALENDAR = {"ACCEPTED": Word.COMING, "TENTATIVE": Word.MAYBE, "DECLINED": Word.APOLOGIES}


def of_invitation(letter: Letter, part: int) -> Question | None:
    invited = Invited.objects.filter(pk=letter.thing, person=letter.person_id).select_related("meeting").first()
    return question_of(invited.meeting, letter) if invited else None


def of_reminder(letter: Letter, part: int) -> Question | None:
    """A reminder of a day on which the meeting no longer is asks nothing."""
    reminded = Reminded.objects.filter(pk=letter.thing, person=letter.person_id).select_related("meeting").first()
    if reminded is None or reminded.meets_on != reminded.meeting.local_start.date():
        return None
    return question_of(reminded.meeting, letter)


def question_of(meeting: Meeting, letter: Letter) -> Question | None:
    """Open until the meeting has begun, for those who belong to the group."""
    person = letter.person
    if person is None or not is_open(meeting, person, clock.now()):
        return None
    said = Attendance.objects.filter(meeting=meeting, person=person).values_list("word", flat=True).first()
    words = {word: code for code, word in ANSWERS.items()}
    return Question(
        title=_("Are you coming?"),
        about=details(meeting, person),
        answers=[Answer("coming", _("Coming")), Answer("maybe", _("Maybe")), Answer("away", _("Cannot come"))],
        said=words.get(Word(said), "") if said else "",
        note=_("Your group sees which it is. Nobody is asked why."),
        take=lambda code, words, at: say(meeting, person, ANSWERS[code], at=at),
    )


def of_room(letter: Letter, part: int) -> Question | None:
    """Is the room still needed? Open while that day stands, for whoever looks after the meeting."""
    asked = RoomQuestion.objects.filter(pk=letter.thing).select_related("meeting__group", "meeting__host").first()
    if asked is None or letter.person is None or not seeing_to.may_still_answer(asked, letter.person, clock.now()):
        return None
    return Question(
        title=_("Is the room still needed?"),
        about=details(asked.meeting, letter.person),
        answers=[Answer("yes", _("Yes, we need it")), Answer("no", _("No, we do not"))],
        said="" if asked.needed is None else "yes" if asked.needed else "no",
        note=_("Your group sees it. If it is not needed, the meeting’s page says whom to tell."),
        take=lambda code, words, at: answer_of_room(asked, letter, code, at),
    )


def answer_of_room(asked: RoomQuestion, letter: Letter, code: str, at: datetime) -> None:
    person = letter.person
    if person is None or not seeing_to.may_still_answer(asked, person, at):
        raise Closed
    asked.answer(code == "yes", by=person, at=at)


def is_open(meeting: Meeting, person: Person, at: datetime) -> bool:
    return meeting.starts_at > at and person in meeting.who_is_expected()


def say(meeting: Meeting, person: Person, word: str, *, at: datetime) -> None:
    """The person's own word. Who is there by now is there."""
    if not is_open(meeting, person, at) or Attendance.objects.filter(meeting=meeting, person=person).here().exists():
        raise Closed
    Attendance.objects.say(meeting, person, word, by=person, at=at)


def take_calendar(addresses: str, sender: str, text: str, at: datetime) -> Received.Fate:
    """What somebody's calendar sends when they press accept (iTIP REPLY).

    It needs the key of that one invitation, the meeting's name, and the address of the one invited, as sender and as
    guest; what answers an earlier version of the meeting, or was written before the person's last word, is stale.
    """
    invited = _invited_by(addresses)
    if invited is None:
        return Fate.UNKNOWN
    try:
        reply = read_reply(text)
    except Unclear:
        return Fate.UNREADABLE
    meeting, person = invited.meeting, invited.person
    if reply.uid != meeting.uid or {reply.attendee, sender} != {(person.email or "").lower()}:
        return Fate.STRANGER
    word = CALENDAR.get(reply.answer)
    if word is None:
        return Fate.UNCLEAR
    if invited.cancelled or reply.sequence != invited.sequence or _was_said_later(meeting, person, reply.stamp):
        return Fate.STALE
    try:
        say(meeting, person, word, at=min(reply.stamp, at))
    except Closed:
        return Fate.CLOSED
    return Fate.TAKEN


def _invited_by(addresses: str) -> Invited | None:
    for number, secret in calendar_key_in(addresses):
        found = Invited.objects.select_related("meeting__group", "person").filter(pk=number).first()
        if found and is_calendar_key(number, found.person_id, secret):
            return found
    return None


def _was_said_later(meeting: Meeting, person: Person, stamp: datetime) -> bool:
    return Attendance.objects.filter(meeting=meeting, person=person, at__gt=stamp).exists()
