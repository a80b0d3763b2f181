from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Bulletins(AppConfig):
    name = "collegium.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from collegium.bulletins import jobs, mailing, models  # noqa: F401, PLC0415  models are there only now
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.mail import kinds  # noqa: PLC0415

        history.register(models.Bulletin, models.Issue)
        kinds.register(
            mailing.BULLETIN, mailing.is_wanted, may_be_stopped=True, title=_("the weekly bulletin"),
            words=mailing.words,
        )  # fmt: skip
