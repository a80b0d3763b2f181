"""What the groups write to people: only to ask, and only once the group has agreed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.mail.writing import write
from collegium.people.models import Link

if TYPE_CHECKING:
    from collegium.groups.models import Invitation
    from collegium.mail.models import Letter

INVITATION, BY_HAND = "invitation", "by-hand"


def ask(invitation: "Invitation", *, at: datetime) -> None:
    """The letter to a colleague whom the group would like to have. Who has no address gets the link by hand."""
    if not invitation.person.email:
        return
    words = {"who": invitation.by.name, "group": invitation.group.title, "reason": invitation.reason}
    text = [_("%(who)s and colleagues would like you to join their group “%(group)s”.") % words]
    if invitation.reason:
        text.append(f"“{invitation.reason}”")
    if invitation.group.question:
        text.append(_("What they ask: %s") % invitation.group.question)
    text += [
        _("Yes or no, here: %s") % address(invitation),
        _("There is nothing to fill in. Nobody is asked why, and until you say yes you are not in it."),
    ]
    write(
        INVITATION,
        invitation.person,
        subject=_("Would you like to join %(group)s?") % words,
        text="\n\n".join(text),
        at=at,
        thing=invitation.pk,
    )


def address(invitation: "Invitation", *, by_hand: bool = False) -> str:
    """The personal link that shows the question; the answer is a press of a button there.

    The one that goes by hand passes through other people's, and is another link than the one in the letter.
    """
    link = Link.objects.for_(BY_HAND if by_hand else INVITATION, invitation.person, invitation.pk)
    return str(settings.ADDRESS + reverse("groups:invitation", args=[link.token]))


def is_still_asked(letter: "Letter") -> bool:
    """Not answered or withdrawn meanwhile, the group still going, the colleague not gone."""
    from collegium.groups.models import Invitation  # noqa: PLC0415  the noun writes its letters

    return (
        Invitation.objects.open().to_somebody_who_may_come().filter(pk=letter.thing, agreed_at__isnull=False).exists()
    )
