from django.apps import AppConfig


class Study(AppConfig):
    name = "collegium.study"
    label = "study"

    def ready(self) -> None:
        from collegium.calendar import sources  # noqa: PLC0415  models are there only now
        from collegium.enquiry import doors  # noqa: PLC0415
        from collegium.files import parents  # noqa: PLC0415
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.study import models, showing  # noqa: PLC0415

        kinds.register(models.Course, models.Module, models.Help, models.Goal, models.Completion, models.Design)
        sources.register(showing.modules_of)
        doors.register(showing.ARTEFACTS, showing.door)
        parents.register(showing.certificates)
