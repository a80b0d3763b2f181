from django.apps import AppConfig


class Impact(AppConfig):
    name = "collegium.impact"
    label = "impact"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415  models are there only now
        from collegium.impact import models  # noqa: PLC0415

        kinds.register(models.Comparison, models.SharedRound)
