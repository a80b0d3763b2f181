from django.apps import AppConfig


class Community(AppConfig):
    name = "collegium.community"
    label = "community"

    def ready(self) -> None:
        from collegium.community import jobs, models  # noqa: F401, PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415

        kinds.register(models.Post, models.Topic, models.Report, models.Chat, models.Line)
