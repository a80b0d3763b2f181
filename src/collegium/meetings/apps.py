from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Meetings(AppConfig):
    name = "collegium.meetings"
    label = "meetings"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.groups import agreeing  # noqa: PLC0415
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.mail import kinds, questions, receiving  # noqa: PLC0415
        from collegium.meetings import (  # noqa: F401, PLC0415
            agreed,
            answering,
            attending,
            jobs,
            letters,
            minutes,
            proposing,
            reminding,
            role_letters,
            seeing_to,
            swapping,
        )
        from collegium.meetings.models import (  # noqa: PLC0415
            Action,
            Arrival,
            Attendance,
            Check,
            Item,
            Meeting,
            Promise,
            Series,
            Sitting,
            Turn,
            Video,
        )

        agreeing.register(proposing.propose_first)
        agreeing.carry_out(agreed.carry_out)
        history.register("meetings.meeting", Meeting.objects.visible_to)
        history.register("meetings.action", Action.objects.visible_to)
        history.register("meetings.attendance", Attendance.objects.visible_to)
        history.register("meetings.item", Item.objects.visible_to)
        history.register("meetings.sitting", Sitting.objects.visible_to)
        history.register("meetings.promise", Promise.objects.visible_to)
        history.register("meetings.series", Series.objects.visible_to)
        history.register("meetings.turn", Turn.objects.visible_to)
        history.register("meetings.video", Video.objects.visible_to)
        history.register("meetings.check", Check.objects.visible_to)
        history.register("meetings.arrival", Arrival.objects.visible_to)
        sources.register(attending.meetings_of)
        questions.register(letters.INVITATION, answering.of_invitation)
        questions.register(letters.REMINDER, answering.of_reminder)
        questions.register(role_letters.ROOM, answering.of_room)
        receiving.register_calendar(answering.take_calendar)
        kinds.register(letters.INVITATION, attending.is_invitation_wanted, title=_("invitation to a meeting"))
        kinds.register(
            letters.CANCELLATION, attending.is_cancellation_wanted, also_to_former=True, title=_("meeting called off")
        )
        kinds.register(
            letters.REMINDER, reminding.is_wanted, may_be_stopped=True, title=_("reminder of a meeting")
        )
        kinds.register(role_letters.ROLE, swapping.is_still_theirs, title=_("a role at a meeting, swapped"))
        kinds.register(
            role_letters.ROOM, seeing_to.is_room_question_wanted, may_be_stopped=True,
            title=_("whether a room is still needed"),
        )  # fmt: skip
        kinds.register(letters.MINUTES, minutes.is_wanted, title=_("minutes of a meeting"))
