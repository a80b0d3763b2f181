from django.apps import AppConfig


class Library(AppConfig):
    name = "collegium.library"
    label = "library"

    def ready(self) -> None:
        from collegium.files import parents  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.library import models  # noqa: PLC0415

        kinds.register(models.Work, models.Shelving, models.Use)
        attached, works = models.Attached.objects, models.Work.objects
        parents.register(lambda person: attached.filter(work__in=works.visible_to(person)).values("file"))
