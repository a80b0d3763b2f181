"""A place in a group, answered by mail: yes or no."""

from datetime import datetime

from django.utils.translation import gettext as _

from collegium.groups.letters import INVITATION, address
from collegium.groups.models import Invitation
from collegium.mail.models import Letter
from collegium.mail.questions import Answer, Closed, Question
from collegium.people.models import Link


def question_of(letter: Letter, part: int) -> Question | None:
    """Open until it is answered, withdrawn, or the group has ended."""
    found = open_invitation(letter)
    if found is None:
        return None
    return Question(
        title=_("Would you like to join %(group)s?") % {"group": found.group.title},
        answers=[Answer("yes", _("Yes")), Answer("no", _("No, thank you"))],
        address=address(found),
        take=lambda code, words, at: take(found, code, at=at),
    )


def take(invitation: Invitation, code: str, *, at: datetime) -> None:
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise Closed
    invitation.answer_with(code == "yes", at=at)


def open_invitation(letter: Letter) -> Invitation | None:
    """What the letter asks, unless the link that went with it has been revoked."""
    if Link.objects.filter(
        purpose=INVITATION, person=letter.person_id, thing=letter.thing, revoked_at__isnull=False
    ).exists():
        return None
    asked = Invitation.objects.open().to_somebody_who_may_come().filter(agreed_at__isnull=False)
    return asked.filter(pk=letter.thing, person=letter.person_id).select_related("group", "person", "school").first()
