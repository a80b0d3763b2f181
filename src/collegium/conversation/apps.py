from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Conversation(AppConfig):
    name = "collegium.conversation"
    label = "conversation"

    def ready(self) -> None:
        from collegium.conversation import (  # noqa: F401, PLC0415  models are there only now
            answering,
            deciding,
            digesting,
            jobs,
            naming,
        )
        from collegium.conversation.models import Post, Thread  # noqa: PLC0415
        from collegium.groups import agreeing  # noqa: PLC0415
        from collegium.history import kinds as history  # noqa: PLC0415
        from collegium.mail import kinds, questions  # noqa: PLC0415

        history.register(Thread, Post)
        questions.register(digesting.DIGEST, answering.question_of)
        kinds.register(
            digesting.DIGEST, digesting.is_wanted, may_be_stopped=True, title=_("what was said in your groups")
        )
        questions.register(naming.NAMED, answering.of_named)
        kinds.register(naming.NAMED, naming.is_wanted, may_be_stopped=True, title=_("something meant for you"))
        agreeing.talk_in(deciding.talk)
