from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Outcomes(AppConfig):
    name = "collegium.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from collegium.files import parents  # noqa: PLC0415  models are there only now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.outcomes import jobs, models, telling  # noqa: F401, PLC0415

        kinds.register(models.Report, models.Queue, models.Proposal, models.Policy)
        letters.register(telling.LATE, telling.is_still_late, title=_("a proposal that waits too long"))
        letters.register(telling.PUT, telling.is_still_asked, title=_("a proposal to you"))
        letters.register(telling.ANSWERED, telling.is_still_theirs, title=_("an answer to your proposal"))
        reports, shown, placed = models.Report.objects, models.Shown.objects, models.Picture.objects
        parents.register(lambda person: shown.standing().filter(
            edition__report__in=reports.visible_to(person)).values("file"))  # fmt: skip
        parents.register(lambda person: placed.filter(
            section__report__in=reports.written_by(person)).values("file"))  # fmt: skip
