from django.apps import AppConfig


class Evidence(AppConfig):
    name = "collegium.evidence"
    label = "evidence"

    def ready(self) -> None:
        from collegium.evidence import models  # noqa: PLC0415  models are there only now
        from collegium.files import parents  # noqa: PLC0415
        from collegium.history import kinds  # noqa: PLC0415

        kinds.register(models.Results, models.Remark, models.Sample)
        standing = models.Sample.objects.standing()
        parents.register(lambda person: standing.visible_to(person).filter(file__isnull=False).values("file"))
