from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from collegium.history import kinds
from collegium.mail import kinds as letter_kinds
from collegium.mail import questions


class Groups(AppConfig):
    name = "collegium.groups"
    label = "groups"

    def ready(self) -> None:
        from collegium.groups import answering  # noqa: PLC0415  models load after apps
        from collegium.groups.letters import INVITATION, is_still_asked  # noqa: PLC0415
        from collegium.groups.models import Group, Invitation, Membership  # noqa: PLC0415

        kinds.register("groups.group", Group.objects.visible_to)
        kinds.register("groups.membership", Membership.objects.visible_to)
        kinds.register("groups.invitation", Invitation.objects.visible_to)
        questions.register(INVITATION, answering.question_of)
        # A guest may sign in only after their yes, and so is written to before.
        letter_kinds.register(INVITATION, is_still_asked, also_to_former=True, title=_("invitation to a group"))
