"""What a person reads about their part in a meeting: a role that came to them, and whether the room is needed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.meetings.letters import calendar_part, details, short_when

if TYPE_CHECKING:
    from collegium.meetings.models import Meeting, RoomQuestion, Turn
    from collegium.meetings.organising import Duty
    from collegium.people.models import Person

ROLE, ROOM = "meeting-role", "meeting-room"


def hand_on(turn: "Turn", back: "Duty | None", later: "Meeting | None", *, at: datetime) -> Letter:
    """A colleague cannot; it is this person’s turn now, and the colleague takes theirs.

    In a calendar that has the meeting the role stands with it from now on. As a change of the calendar the letter
    waits for nothing: what concerns a meeting on Friday must not come on Monday.
    """
    person, meeting, who = turn.person, turn.meeting, turn.by.first_name
    with override(person.language or settings.LANGUAGE_CODE):
        said = {"who": who, "role": _(turn.role.title), "when": short_when(meeting, person)}
        parts = [_("%(who)s cannot do this and has swapped with you: %(role)s.") % said, details(meeting, person)]
        if back and later:
            theirs = {"who": who, "role": _(back.role.title), "when": short_when(later, person)}
            parts.append(_("In return %(who)s does this for you: %(role)s, %(when)s.") % theirs)
        address = settings.ADDRESS + meeting.get_absolute_url()
        parts.append(_("If that does not suit, swap again with one tap: %(address)s") % {"address": address})
        subject = _("%(role)s on %(when)s is with you now") % said
        part = _in_the_calendar(turn, at)
        return write(
            ROLE, person, subject=subject, text="\n\n".join(parts), at=at, thing=turn.pk,
            invitation=part, method="REQUEST" if part else "", about=[turn.by],
        )  # fmt: skip


def _in_the_calendar(turn: "Turn", at: datetime) -> str:
    """The meeting with this person's new part in it; nothing where their calendar was never told of the meeting."""
    invited = turn.meeting.invited.filter(person=turn.person, cancelled=False).select_related("person").first()
    if invited is None or invited.is_behind(turn.meeting):
        return ""
    comes = turn.meeting.attendance.filter(person=turn.person, word="coming").exists()
    note = _("You: %(role)s") % {"role": _(turn.role.title)}
    return calendar_part(turn.meeting, invited, "REQUEST", at, note=note, said="ACCEPTED" if comes else "")


def ask_for_the_room(question: "RoomQuestion", person: "Person", *, at: datetime) -> Letter:
    """Is the room still needed?"""
    meeting = question.meeting
    with override(person.language or settings.LANGUAGE_CODE):
        address = settings.ADDRESS + meeting.get_absolute_url() + "practicalities/"
        return write(
            ROOM, person,
            subject=_("Is the room still needed? %(when)s") % {"when": short_when(meeting, person)},
            text="\n\n".join([
                _("You look after the practicalities of this meeting:"),
                details(meeting, person),
                _("Say with one tap whether the room is still needed: %(address)s") % {"address": address},
            ]),
            at=at, thing=question.pk,
        )  # fmt: skip
