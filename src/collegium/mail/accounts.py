"""Letters about somebody's account, which the app of people cannot send by itself."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from collegium.kit import clock
from collegium.mail import kinds
from collegium.mail.helping import ABOUT_AN_ANSWER, RECEIPT
from collegium.mail.jobs import ask_to_post
from collegium.mail.models import Letter
from collegium.mail.writing import one_line
from collegium.people.letters import AccountLetter, hang_up

# A code or a link that opens an account is dead after an hour: the letter need not arrive later.
KEY_IS_GOOD = timedelta(hours=1)


def begin() -> None:
    """Called once, when the app is ready."""
    kinds.register("account", lambda letter: True, also_to_former=True, counted=False, title=_("about an account"))
    kinds.register("key", _is_still_good, counted=False, title=_("a code or link to sign in"))
    kinds.register(ABOUT_AN_ANSWER, lambda letter: True, counted=False, title=_("about an answer by mail"))
    kinds.register(RECEIPT, lambda letter: True, counted=False, title=_("how an answer by mail was taken"))
    hang_up(_take)


def _take(letter: AccountLetter) -> None:
    Letter.objects.create(
        person=letter.person,
        to=letter.to,
        kind="key" if letter.is_key else "account",
        subject=one_line(letter.subject),
        text=letter.text,
        written_at=letter.at,
        due_at=letter.at,
    )
    ask_to_post()


def _is_still_good(letter: Letter) -> bool:
    return clock.now() - letter.written_at < KEY_IS_GOOD
