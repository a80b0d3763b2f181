from django.apps import AppConfig
from django.db.backends.signals import connection_created


class People(AppConfig):
    name = "collegium.people"
    label = "people"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.people import models  # noqa: PLC0415
        from collegium.people.alphabet import teach  # noqa: PLC0415

        connection_created.connect(teach, dispatch_uid="the order of names")
        kinds.register(
            models.Person, models.School, models.Appointment, models.Responsibility, models.Offer,
            models.StaffImport, models.SignOn, models.SchoolYear, models.Closure, models.Erasure,
            models.DirectoryKey,
        )  # fmt: skip
