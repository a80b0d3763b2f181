from django.apps import AppConfig


class Lti(AppConfig):
    name = "collegium.lti"
    label = "lti"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.lti import models  # noqa: PLC0415  models are there only now

        kinds.register(models.Platform)
