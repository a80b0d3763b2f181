"""Answered by mail or by a link: a place in a group, yes or no; what the group decides, agree or talk first."""

from datetime import datetime

from django.utils.translation import gettext as _

from collegium.groups import deciding, policies
from collegium.groups.letters import INVITATION, address
from collegium.groups.models import Decision, Invitation, Word
from collegium.groups.words import what
from collegium.mail.models import Letter
from collegium.mail.questions import Answer, Closed, Question
from collegium.people.models import Link, Person


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


def of_decision(letter: Letter, part: int) -> Question | None:
    """Open while the decision is, for whoever still belongs. To object, one opens the page: it asks why."""
    person = letter.person
    found = Decision.objects.filter(pk=letter.thing).select_related("group", "invitation__person", "by").first()
    if person is None or found is None or not policies.may_say(person, found):
        return None
    said = found.answers.filter(by=person).values_list("says", flat=True).first()
    return Question(
        title=what(found),
        answers=[Answer("agree", _("Agree")), Answer("talk", _("Talk first"))],
        said=said if said in (Word.Says.AGREE, Word.Says.TALK) else "",
        note=_("Your group sees which it is. To object and say why, open its page in Collegium."),
        take=lambda code, words, at: say(found, person, code, at=at),
    )


def say(decision: Decision, person: Person, code: str, *, at: datetime) -> None:
    decision.refresh_from_db()
    if not policies.may_say(person, decision):
        raise Closed
    deciding.answer(decision, code, by=person, at=at)
