"""What the groups write to people: only to ask, and only once the group has agreed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.groups.words import what
from collegium.mail.writing import write
from collegium.people.models import Link, Person

if TYPE_CHECKING:
    from collegium.groups.models import Decision, Invitation
    from collegium.mail.models import Letter

INVITATION, BY_HAND, NOT_YET, DECISION = "invitation", "by-hand", "not-yet", "decision"


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


def put(decision: "Decision", *, at: datetime) -> None:
    """The one letter about a decision, to each member who has not said a word yet."""
    said = decision.answers.values("by")
    for voice in decision.voices(at).exclude(person__in=said).select_related("person").order_by("pk"):
        write_to(voice.person, decision, at=at)


def write_to(person: Person, decision: "Decision", *, at: datetime) -> None:
    words = {"who": decision.by.name, "group": decision.group.title, "what": what(decision)}
    text = [_("%(who)s asks all of you in “%(group)s”:") % words, str(words["what"])]
    if said := decision.words or decision.reason:
        text.append(f"“{said}”")
    text += [
        _("Agree, talk first, or object and say why, here: %s") % (settings.ADDRESS + decision.get_absolute_url()),
        _("Open until the end of %(day)s. It needs the word of each: who says nothing has neither agreed nor "
          "refused, and then it stays as it was.") % {"day": date_format(decision.last_day, "l j F")},
    ]  # fmt: skip
    subject = _("%(group)s decides: %(what)s") % words
    write(DECISION, person, subject=subject, text="\n\n".join(text), at=at, thing=decision.pk)


def tell_not_yet(invitation: "Invitation", *, at: datetime) -> None:
    """To one who asked to join: the group has not agreed. Who said what is the group's own."""
    words = {"group": invitation.group.title}
    text = [
        _("%(group)s has not agreed on a newcomer by the day it had set itself.") % words,
        _("Nobody is asked why, and it says nothing about you: where everybody must agree, one silence is enough. "
          "You may ask again."),
    ]  # fmt: skip
    subject = _("%(group)s is not taking anybody in just now") % words
    write(NOT_YET, invitation.person, subject=subject, text="\n\n".join(text), at=at, thing=invitation.pk)


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


def is_still_to_decide(letter: "Letter") -> bool:
    """Open, and this member has said nothing yet."""
    from collegium.groups.models import Decision  # noqa: PLC0415

    open_ = Decision.objects.filter(pk=letter.thing)
    return letter.person is not None and open_.to_answer(letter.person).exists()
