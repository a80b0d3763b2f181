from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Booklets(AppConfig):
    name = "collegium.booklets"
    label = "booklets"

    def ready(self) -> None:
        from collegium.booklets import jobs, letters, models  # noqa: F401, PLC0415  models are there only now
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.mail import kinds  # noqa: PLC0415

        history.register(models.Booklet, models.Yes)
        kinds.register(letters.ASKED, letters.is_wanted, title=_("your yes to a booklet"))
