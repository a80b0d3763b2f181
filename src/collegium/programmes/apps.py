from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Programmes(AppConfig):
    name = "collegium.programmes"
    label = "programmes"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415  models are there only now
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.mail import questions  # noqa: PLC0415
        from collegium.programmes import answering, asking, jobs, models  # noqa: F401, PLC0415

        kinds.register(
            models.Approach, models.Programme, models.Theme, models.Slot, models.VisionReply, models.Answer,
            models.Unanswered, models.KeepApart, models.Aspect,
        )  # fmt: skip
        questions.register("wishes", answering.question_of)
        letters.register("wishes", asking.wants_letter, title=_("asking for wishes"))
        letters.register("wishes-receipt", asking.wants_receipt, counted=False, title=_("what you answered"))
