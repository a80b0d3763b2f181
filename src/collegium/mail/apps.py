from django.apps import AppConfig


class Mail(AppConfig):
    name = "collegium.mail"
    label = "mail"

    def ready(self) -> None:
        from collegium.history import kinds as history  # noqa: PLC0415  models are there only now
        from collegium.mail import accounts, inward, jobs  # noqa: F401, PLC0415
        from collegium.mail.models import Device, Letter  # noqa: PLC0415

        history.register(Letter, Device)
        accounts.begin()
