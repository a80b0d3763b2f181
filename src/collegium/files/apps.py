from django.apps import AppConfig


class Files(AppConfig):
    name = "collegium.files"
    label = "files"

    def ready(self) -> None:
        from collegium.files import jobs, models  # noqa: F401, PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.people import exporting  # noqa: PLC0415

        kinds.register(models.File)
        exporting.bring_along(models.bytes_of)
