"""The letters about going along: that somebody asks, and what the answer is. What was written stays on the page."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person
from collegium.study.models import Accompaniment, Mentoring

KIND = "study.mentoring"


def ask(mentoring: Mentoring, words: str, *, by: Person, at: datetime) -> Accompaniment:
    asked = mentoring.ask(words, by=by, at=at)
    if not Letter.objects.filter(kind=KIND, thing=asked.pk, person=mentoring.person).exists():
        subject = _("%(who)s asks whether you would go along") % {"who": by.name}
        _write(asked, mentoring.person, subject, _("What they write, and your yes or no:"), at=at)
    return asked


def answer(asked: Accompaniment, accepted: bool, *, by: Person, at: datetime) -> None:
    was_answered = asked.answered_at is not None
    asked.answer(accepted, by=by, at=at)
    if not was_answered:
        name = {"who": by.name}
        subject = _("%(who)s goes along with you") if accepted else _("%(who)s cannot go along just now")
        text = _("How you reach each other:") if accepted else _("Others who offer it:")
        _write(asked, asked.person, subject % name, text, at=at)


def _write(asked: Accompaniment, person: Person, subject: str, text: str, *, at: datetime) -> None:
    address = settings.ADDRESS + reverse("study:mentors")
    write(KIND, person, thing=asked.pk, subject=subject, text=f"{text}\n\n{address}", at=at)


def is_wanted(letter: Letter) -> bool:
    """As long as it is one of the two who reads it, and nobody has ended it."""
    asked = Accompaniment.objects.filter(pk=letter.thing, ended_at=None).select_related("mentoring").first()
    return asked is not None and letter.person_id in {asked.person_id, asked.mentoring.person_id}
