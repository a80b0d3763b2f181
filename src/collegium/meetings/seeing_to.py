"""Practicalities of one meeting: the way in, what to try out beforehand, what there is to eat, and the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from collegium.history.models import record
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.meetings import role_letters
from collegium.meetings.models import Allergy, Arrival, Attendance, Check, Meeting, Refreshments, RoomQuestion, Video
from collegium.meetings.organising import meetings_to_look_after, organisers_of
from collegium.meetings.proposing import at_the_wall
from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.people.schooldays import days_open

What = Check.What
IN_A_ROOM = (What.PROJECTOR, What.SOUND, What.INTERNET, What.REFRESHMENTS)
ONLINE = (What.SOUND,)
FOR_A_VIDEO = (What.PLAYS, What.COPY)
DAYS_BEFORE, MORNING = 3, time(8, 0)
# Longer than any stretch of days on which a school is shut in term: the summer is not bridged.
FURTHEST = timedelta(days=10)


def is_in_a_room(meeting: Meeting) -> bool:
    """People come to a place. Online meetings have no room to find, to book or to free."""
    return bool(meeting.room or meeting.host_id)


@dataclass(frozen=True)
class Line:
    """One thing to try out, and who has."""

    what: str
    words: str
    check: Check | None
    video: Video | None = None


@dataclass(frozen=True)
class Clip:
    """A video with what to try out about it."""

    video: Video
    lines: list[Line]


def checklist(meeting: Meeting) -> tuple[list[Line], list[Clip]]:
    """What to try out: in the room, and for each video. The same number of questions however many."""
    checks = {(check.what, check.video_id): check for check in meeting.checks.select_related("by")}
    general = IN_A_ROOM if is_in_a_room(meeting) else ONLINE
    videos = list(meeting.videos.standing().select_related("by").order_by("pk"))
    clips = [
        Clip(video, [Line(what, str(what.label), checks.get((what, video.pk)), video) for what in FOR_A_VIDEO])
        for video in videos
    ]
    return [Line(what, str(what.label), checks.get((what, None))) for what in general], clips


def still_to_try(meeting: Meeting) -> int:
    """How much of the list is open."""
    lines, clips = checklist(meeting)
    return sum(line.check is None for line in [*lines, *(line for clip in clips for line in clip.lines)])


def ways_in(meeting: Meeting) -> tuple[Arrival | None, Arrival | None]:
    """What is known of the school, and of the room in it."""
    if meeting.host_id is None:
        return None, None
    found = {one.room: one for one in Arrival.objects.filter(school=meeting.host_id, room__in=["", meeting.room])}
    return found.get(""), found.get(meeting.room) if meeting.room else None


def told_what_to_leave_out(meeting: Meeting, person: Person, *, at: datetime) -> list[Allergy]:
    """What members must not eat who come to this meeting: for its organiser, and only while it is the next one."""
    if meeting not in meetings_to_look_after(person, at=at):
        return []
    coming = meeting.group.memberships.current().values("person")
    away = Attendance.objects.away().filter(meeting=meeting).values("person")
    told = Allergy.objects.visible_to(person).filter(person__in=coming).exclude(person__in=away)
    return list(told.select_related("person").order_by(*by_first_name("person__"), "pk"))


def bring(meeting: Meeting, text: str, *, by: Person, at: datetime) -> None:
    """Who brings what."""
    with transaction.atomic():
        if text:
            Refreshments.objects.update_or_create(meeting=meeting, defaults={"text": text, "by": by, "at": at})
        else:
            Refreshments.objects.filter(meeting=meeting).delete()
        record(by, "catered for", meeting, at=at)


def forget_needless_allergies() -> int:
    """What somebody must not eat is known for as long as they come to meetings."""
    return Allergy.objects.needless().delete()[0]


def ask_for_rooms(*, at: datetime) -> None:
    """Three days before: is the room still needed? Asking again asks nobody twice."""
    soon = Meeting.objects.upcoming(at).confirmed().filter(starts_at__gt=at, starts_at__lt=at + FURTHEST)
    for meeting in soon.select_related("group", "host").order_by("starts_at"):
        morning = asked_on(meeting)
        if is_in_a_room(meeting) and at >= morning and meeting.changed_at < morning:
            _ask(meeting, at=at)


def asked_on(meeting: Meeting) -> datetime:
    """Eight o’clock three days before, or on the last working day before that."""
    last = meeting.local_start.date() - timedelta(days=DAYS_BEFORE)
    return at_the_wall(_working_day(meeting, last), MORNING, meeting.timezone)


def _working_day(meeting: Meeting, last: date) -> date:
    first = last - timedelta(days=6)
    if meeting.host:
        days: Sequence[date] = days_open(meeting.host, first, last)
    else:
        days = [day for day in (first + timedelta(days=n) for n in range(7)) if day.weekday() < 5]
    return days[-1] if days else last


def _ask(meeting: Meeting, *, at: datetime) -> None:
    with transaction.atomic():
        meeting.locked()
        question, is_new = RoomQuestion.objects.get_or_create(
            meeting=meeting, meets_on=meeting.local_start.date(), defaults={"at": at}
        )
        if is_new:
            reached = {person.pk for person in meeting.who_is_expected()}
            for person in organisers_of(meeting):
                # In a full week Today asks alone: minutes matter more.
                if person.pk in reached and has_room_besides_minutes(person, at):
                    role_letters.ask_for_the_room(question, person, at=at)


def room_question(meeting: Meeting, *, at: datetime) -> RoomQuestion | None:
    """The question about this day, while there is still a room to free."""
    if meeting.starts_at <= at or not is_in_a_room(meeting):
        return None
    return meeting.room_questions.filter(meets_on=meeting.local_start.date()).select_related("by").first()


def open_room_questions(person: Person, *, at: datetime) -> list[RoomQuestion]:
    """What waits for this person's answer: of the meetings that they look after."""
    mine = Meeting.objects.of_member(person).upcoming(at).filter(starts_at__gt=at)
    asked = RoomQuestion.objects.filter(meeting__in=mine, answered_at=None).select_related(
        "meeting__group", "meeting__host"
    )
    found = [one for one in asked.order_by("meets_on", "pk") if one.meets_on == one.meeting.local_start.date()]
    looked_after = set(meetings_to_look_after(person, at=at)) if found else set()
    return [one for one in found if one.meeting in looked_after and is_in_a_room(one.meeting)]


def is_room_question_wanted(letter: Letter) -> bool:
    """Nobody has answered, the meeting stands on that day and in a room, and this person looks after it."""
    asked = RoomQuestion.objects.filter(pk=letter.thing, answered_at=None)
    question = asked.select_related("meeting__group", "meeting__host").first()
    return bool(question and letter.person and may_still_answer(question, letter.person, clock.now()))


def may_still_answer(question: RoomQuestion, person: Person, at: datetime) -> bool:
    meeting = question.meeting
    stands = person in meeting.who_is_expected() and room_question(meeting, at=at) == question
    return stands and person in organisers_of(meeting)
