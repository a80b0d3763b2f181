"""Formation: from wishes to groups and their proposed series."""
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from collegium.history import kinds
from collegium.mail import kinds as letter_kinds


class Forming(AppConfig):
    name = "collegium.forming"
    label = "forming"

    def ready(self) -> None:
        from collegium.forming import jobs  # noqa: F401, PLC0415  models are there only now
        from collegium.forming.letters import PLACED, is_still_member  # noqa: PLC0415
        from collegium.forming.models import Adjustment, Formation, Weighing  # noqa: PLC0415

        kinds.register(Formation, Adjustment, Weighing)
        letter_kinds.register(PLACED, is_still_member, title=_("your group this year"))
