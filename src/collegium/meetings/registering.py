"""What meetings tell the rest of the house when it opens: their nouns, dates, letters, and what the letters ask."""

from django.utils.translation import gettext_lazy as _

from collegium.calendar import sources
from collegium.groups import agreeing
from collegium.history import kinds as history
from collegium.mail import kinds, questions, receiving
from collegium.meetings import (
    agreed,
    answering,
    attending,
    letters,
    minutes,
    models,
    proposing,
    reminding,
    role_letters,
    seeing_to,
    swapping,
)


def register() -> None:
    history.register(
        models.Meeting, models.Action, models.Attendance, models.Item, models.Sitting, models.Promise, models.Series,
        models.Turn, models.Video, models.Check, models.Arrival,
    )  # fmt: skip
    sources.register(attending.meetings_of)
    agreeing.register(proposing.propose_first)
    agreeing.carry_out(agreed.carry_out)
    ask()
    write()


def ask() -> None:
    questions.register(letters.INVITATION, answering.of_invitation)
    questions.register(letters.REMINDER, answering.of_reminder)
    questions.register(role_letters.ROOM, answering.of_room)
    receiving.register_calendar(answering.take_calendar)


def write() -> None:
    kinds.register(letters.INVITATION, attending.is_invitation_wanted, title=_("invitation to a meeting"))
    kinds.register(
        letters.CANCELLATION, attending.is_cancellation_wanted, also_to_former=True, title=_("meeting called off")
    )
    kinds.register(letters.REMINDER, reminding.is_wanted, may_be_stopped=True, title=_("reminder of a meeting"))
    kinds.register(letters.MINUTES, minutes.is_wanted, title=_("minutes of a meeting"))
    kinds.register(role_letters.ROLE, swapping.is_still_theirs, title=_("a role at a meeting, swapped"))
    kinds.register(
        role_letters.ROOM, seeing_to.is_room_question_wanted, may_be_stopped=True,
        title=_("whether a room is still needed"),
    )  # fmt: skip
