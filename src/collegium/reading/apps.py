from django.apps import AppConfig


class Reading(AppConfig):
    name = "collegium.reading"
    label = "reading"

    def ready(self) -> None:
        from collegium.enquiry import doors  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.reading import models, showing  # noqa: PLC0415

        kinds.register(
            models.Reading, models.Section, models.Comment, models.Best, models.Reaction, models.Ballot,
            models.Phrase, models.Spotted,
        )
        doors.register(showing.ARTEFACTS, showing.door)
