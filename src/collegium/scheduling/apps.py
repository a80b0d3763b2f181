from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Scheduling(AppConfig):
    name = "collegium.scheduling"
    label = "scheduling"

    def ready(self) -> None:
        from collegium.history import kinds as history  # noqa: PLC0415  models are there only now
        from collegium.mail import kinds, questions  # noqa: PLC0415
        from collegium.scheduling import answering_letters, asking, jobs, letters  # noqa: F401, PLC0415
        from collegium.scheduling.models import Choosing, Option, Poll, ProgrammeYear, Room, Travel, Year  # noqa: PLC0415

        history.register(Poll, Option, Choosing, Year, ProgrammeYear, Room, Travel)
        questions.register(asking.INVITATION, answering_letters.of_times)
        questions.register(asking.REMINDER, answering_letters.of_times)
        questions.register(letters.PROPOSAL, answering_letters.of_proposal)
        kinds.register(asking.INVITATION, asking.is_still_asked, title=_("when can you meet"))
        kinds.register(
            asking.REMINDER, asking.is_still_asked, may_be_stopped=True, title=_("reminder: when can you meet")
        )
        kinds.register(asking.DONE, asking.is_news, title=_("everybody has said when they can meet"))
        kinds.register(letters.PROPOSAL, letters.is_open, title=_("a year of meetings is proposed"))
