from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Years(AppConfig):
    name = "collegium.years"
    label = "years"

    def ready(self) -> None:
        from collegium.mail import kinds  # noqa: PLC0415  models are there only now
        from collegium.years import letters  # noqa: PLC0415

        kinds.register(letters.NEXT_YEAR, letters.is_still_to_say, title=_("what becomes of a group next year"))
