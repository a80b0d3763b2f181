from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Enquiry(AppConfig):
    name = "collegium.enquiry"
    label = "enquiry"

    def ready(self) -> None:
        from collegium.conversation import digesting  # noqa: PLC0415
        from collegium.enquiry import answering, asking, echoing, hearing, jobs, models  # noqa: F401, PLC0415  models now
        from collegium.history import kinds  # noqa: PLC0415
        from collegium.mail import kinds as letters  # noqa: PLC0415
        from collegium.mail import questions  # noqa: PLC0415
        from collegium.meetings import heard  # noqa: PLC0415

        kinds.register(
            models.Trial, models.Idea, models.Echo, models.Question, models.Cycle, models.Note, models.Prediction,
            models.LessonPlan, models.Reflection, models.Shared,
        )  # fmt: skip
        heard.register(hearing.heard_about)
        digesting.register(echoing.news)
        questions.register(asking.KIND, answering.question_of)
        letters.register(asking.KIND, asking.is_wanted, may_be_stopped=True, title=_("asking how it went"))
