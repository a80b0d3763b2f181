"""Wishes are more than one word: an answer by mail is shown the way to the page."""

from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.questions import Question, take_nothing
from collegium.programmes import asking
from collegium.programmes.models import Programme


def question_of(letter: Letter, part: int) -> Question | None:
    """Open as long as wishes are collected."""
    programme = Programme.objects.filter(pk=letter.thing).first()
    if programme is None or letter.person is None or not programme.is_collecting(clock.now()):
        return None
    address = asking.address_of(asking.link_for(programme, letter.person))
    return Question(title=_("What would you like to work on?"), take=take_nothing, address=address)
