from django.apps import AppConfig


class Cpd(AppConfig):
    name = "collegium.cpd"
    label = "cpd"

    def ready(self) -> None:
        from collegium.cpd import models  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415

        kinds.register(models.Addition, models.Certificate)
