from django.apps import AppConfig


class Desk(AppConfig):
    name = "collegium.desk"
    label = "desk"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from collegium.desk import evidence, jobs, warning  # noqa: F401, PLC0415  models are there only now
        from collegium.evidence import sources  # noqa: PLC0415
        from collegium.mail import kinds  # noqa: PLC0415

        kinds.register(warning.KIND, warning.is_wanted, counted=False, title=_("a warning about the server"))
        sources.register("walk", evidence.walks_of)
        sources.register("voice", evidence.voice_of)
        sources.register("staff", evidence.staff_of)
        sources.register("appraisal", evidence.appraisal_of)
