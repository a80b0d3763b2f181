from django.apps import AppConfig


class Meetings(AppConfig):
    name = "collegium.meetings"
    label = "meetings"

    def ready(self) -> None:
        from collegium.meetings import jobs, registering  # noqa: F401, PLC0415  models are there only now

        registering.register()
