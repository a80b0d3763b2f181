from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Walks(AppConfig):
    name = "collegium.walks"
    label = "walks"

    def ready(self) -> None:
        from collegium.history import kinds as history  # noqa: PLC0415  models are there only now
        from collegium.mail import kinds  # noqa: PLC0415
        from collegium.visits import observed  # noqa: PLC0415
        from collegium.walks import jobs, letters, models  # noqa: F401, PLC0415

        history.register(models.Walk)
        observed.register(models.reserved)
        # The staff must hear of it in time, however many letters the week has brought.
        kinds.register(letters.ANNOUNCED, letters.is_still_coming, counted=False, title=_("learning walk announced"))
        kinds.register(letters.OFF, letters.is_still_off, counted=False, title=_("learning walk called off"))
