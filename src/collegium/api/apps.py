from django.apps import AppConfig


class Api(AppConfig):
    name = "collegium.api"
    label = "api"

    def ready(self) -> None:
        from collegium.api import jobs, models  # noqa: F401, PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415

        kinds.register(models.Token, models.Hook)
