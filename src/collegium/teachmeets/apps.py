from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Teachmeets(AppConfig):
    name = "collegium.teachmeets"
    label = "teachmeets"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.files import parents  # noqa: PLC0415
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.teachmeets import models  # noqa: PLC0415
        from collegium.teachmeets.calendar import teachmeets_of  # noqa: PLC0415
        from collegium.teachmeets.letters import OFF, is_still_off  # noqa: PLC0415

        kinds.register(models.TeachMeet, models.Talk)
        sources.register(teachmeets_of)
        letters.register(OFF, is_still_off, counted=False, title=_("TeachMeet called off"))
        handouts, talks = models.Handout.objects, models.Talk.objects
        parents.register(lambda person: handouts.filter(talk__in=talks.visible_to(person)).values("file"))
