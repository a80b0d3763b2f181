from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from collegium.history import kinds
from collegium.mail import kinds as letter_kinds
from collegium.mail import questions


class Groups(AppConfig):
    name = "collegium.groups"
    label = "groups"

    def ready(self) -> None:
        from collegium.groups import answering, letters  # noqa: PLC0415  models load after apps
        from collegium.groups.models import Agreement, CatchUp, Decision, Group, Invitation, Membership  # noqa: PLC0415

        kinds.register(Group, Membership, Invitation, Decision, Agreement, CatchUp)
        questions.register(letters.INVITATION, answering.question_of)
        questions.register(letters.DECISION, answering.of_decision)
        # A guest may sign in only after their yes, and so is written to before.
        letter_kinds.register(
            letters.INVITATION, letters.is_still_asked, also_to_former=True, title=_("invitation to a group")
        )
        letter_kinds.register(letters.DECISION, letters.is_still_to_decide, title=_("something to decide together"))
        letter_kinds.register(letters.NOT_YET, lambda letter: True, title=_("answer to a request to join"))
