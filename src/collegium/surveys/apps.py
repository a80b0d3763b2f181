from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Surveys(AppConfig):
    name = "collegium.surveys"
    label = "surveys"

    def ready(self) -> None:
        from collegium.enquiry import doors  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.surveys import inviting, jobs, models, ways  # noqa: F401, PLC0415

        kinds.register(models.Survey, models.Passed, models.Change)
        doors.register(ways.ARTEFACTS, ways.door)
        letters.register(inviting.KIND, inviting.is_wanted, title=_("asking staff what to change"))
        letters.register(
            models.words.KIND, lambda letter: True, counted=False, title=_("something for the safeguarding lead")
        )
