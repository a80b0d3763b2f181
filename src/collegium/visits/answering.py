"""“Would this visit suit you?”, answered by mail or by a link: yes or no. Another time needs the page."""

from datetime import datetime

from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.questions import Answer, Closed, Question
from collegium.people.models import Person
from collegium.visits.letters import when
from collegium.visits.models import Over, Visit


def question_of(letter: Letter, part: int) -> Question | None:
    """Open as long as it waits for this person, at the time that the letter named or a later one."""
    person = letter.person
    waiting = Visit.objects.waiting_for(person, clock.now()) if person else Visit.objects.none()
    visit = waiting.select_related("school", "period", "visitor", "visited").filter(pk=letter.thing).first()
    if visit is None or person is None or visit.asked_anew_since(letter.written_at):
        return None
    return Question(
        title=_("Would this visit suit you?"),
        # The link may be read over a shoulder: no names.
        about=when(visit, person),
        answers=[Answer("yes", _("Yes")), Answer("no", _("No"))],
        note=_("Nobody asks why. Another time can be chosen on the visit’s page."),
        take=lambda code, words, at: take(visit, person, code, at=at),
    )


def take(visit: Visit, person: Person, code: str, *, at: datetime) -> None:
    try:
        if code == "yes":
            visit.accept(by=person, at=at)
        else:
            visit.decline(by=person, at=at)
    except Over:
        raise Closed from None
