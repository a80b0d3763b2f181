from django.apps import AppConfig


class People(AppConfig):
    name = "collegium.people"
    label = "people"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.people import models  # noqa: PLC0415

        kinds.register(
            models.Person, models.School, models.Appointment, models.Responsibility, models.Offer,
            models.StaffImport, models.SignOn, models.SchoolYear, models.Closure, models.Erasure,
            models.DirectoryKey,
        )  # fmt: skip
