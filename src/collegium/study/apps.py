from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Study(AppConfig):
    name = "collegium.study"
    label = "study"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.enquiry import doors  # noqa: PLC0415
        from collegium.files import parents  # noqa: PLC0415
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.study import accompanying, models, showing  # noqa: PLC0415

        kinds.register(models.Course, models.Module, models.Help, models.Goal, models.Completion, models.Design,
                       models.Webinar, models.Mentoring, models.Accompaniment)  # fmt: skip
        letters.register(accompanying.KIND, accompanying.is_wanted, title=_("going along with a school"))
        sources.register(showing.modules_of)
        sources.register(showing.webinars_of)
        doors.register(showing.ARTEFACTS, showing.door)
        parents.register(showing.certificates)
