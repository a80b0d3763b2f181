from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Visits(AppConfig):
    name = "collegium.visits"
    label = "visits"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.mail import kinds, questions  # noqa: PLC0415
        from collegium.visits import answering, jobs, letters, models, wanting  # noqa: F401, PLC0415
        from collegium.visits.showing import visits_of  # noqa: PLC0415

        history.register(models.Visit, models.Record, models.Plan, models.Timetable, models.TimetableFile)
        sources.register(visits_of)
        questions.register(letters.ASKED, answering.question_of)
        kinds.register(letters.ASKED, wanting.is_question_open, title=_("question about a visit"))
        kinds.register(letters.SETTLED, wanting.is_settled, title=_("visit agreed"))
        kinds.register(letters.OFF, wanting.is_off, title=_("visit called off or moved"))
        kinds.register(letters.REMINDER, wanting.is_reminder_wanted, may_be_stopped=True,
                       title=_("reminder of a visit"))  # fmt: skip
        kinds.register(letters.GIVEN, wanting.is_still_given, title=_("notes of a visit"))
