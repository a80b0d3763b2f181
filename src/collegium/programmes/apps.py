from django.apps import AppConfig


class Programmes(AppConfig):
    name = "collegium.programmes"
    label = "programmes"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.programmes import models  # noqa: PLC0415

        for noun in (models.Approach, models.Programme, models.Theme, models.Slot, models.VisionReply, models.Answer,
                     models.Unanswered, models.KeepApart):  # fmt: skip
            kinds.register(noun._meta.label_lower, noun.objects.visible_to)
