from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Safeguarding(AppConfig):
    name = "collegium.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        from collegium.history import kinds as history  # noqa: PLC0415  models are there only now
        from collegium.mail import kinds  # noqa: PLC0415
        from collegium.safeguarding import jobs, letters, models  # noqa: F401, PLC0415

        history.register(models.Asking, models.Opening, models.Look)
        kinds.register(letters.ASKED, letters.is_open, counted=False, title=_("a request for safeguarding"))
        opened = _("a group opened for safeguarding")
        kinds.register(letters.OPENED, letters.is_to_be_told, counted=False, title=opened)
