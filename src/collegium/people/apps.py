from django.apps import AppConfig


class People(AppConfig):
    name = "collegium.people"
    label = "people"

    def ready(self) -> None:
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.people import models  # noqa: PLC0415

        kinds.register("people.person", models.Person.objects.visible_to)
        kinds.register("people.school", models.School.objects.visible_to)
        kinds.register("people.appointment", models.Appointment.objects.visible_to)
        kinds.register("people.responsibility", models.Responsibility.objects.visible_to)
        kinds.register("people.offer", models.Offer.objects.visible_to)
        kinds.register("people.staffimport", models.StaffImport.objects.visible_to)
        kinds.register("people.schoolyear", models.SchoolYear.objects.visible_to)
        kinds.register("people.closure", models.Closure.objects.visible_to)
