from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Sharings(AppConfig):
    name = "collegium.sharings"
    label = "sharings"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as mail  # noqa: PLC0415
        from collegium.sharings import jobs, letters, models  # noqa: F401, PLC0415
        from collegium.sharings.calendar import sharings_of  # noqa: PLC0415

        kinds.register(models.Sharing)
        sources.register(sharings_of)
        mail.register(letters.PART, letters.is_still_named, title=_("your part in a sharing session"))
        mail.register(letters.OFF, letters.is_still_off, counted=False, title=_("sharing session called off"))
