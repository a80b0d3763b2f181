from django.apps import AppConfig


class Packs(AppConfig):
    name = "collegium.packs"
    label = "packs"

    def ready(self) -> None:
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.packs import criteria, jobs, models  # noqa: F401, PLC0415  models are there only now

        history.register(models.Pack, models.OwnList)
