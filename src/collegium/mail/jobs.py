from django.conf import settings
from django.db import transaction

from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.mail.models import Device, forget_old_letters
from collegium.mail.models.received import forget_what_came
from collegium.mail.posting import post


@every("* * * * *")
def post_letters() -> None:
    """Send what is due. Killed half way, it goes on at the next minute, and no letter goes twice."""
    post()


@every("40 3 * * *")
def forget_letters() -> None:
    """Forget what last month's letters said, and that messages came more than a year ago."""
    forget_old_letters(at=clock.now())
    forget_what_came(at=clock.now())


@every("45 3 * * *")
def forget_devices() -> None:
    """Forget the devices on which nobody is signed in any more."""
    Device.objects.forgettable(clock.now()).delete()


def ask_to_post() -> None:
    """Ask the worker to post, once for each transaction however many letters it writes."""
    if not settings.EMAIL_HOST or settings.DEMO:
        return
    waiting = transaction.get_connection().run_on_commit
    if not any(call[1] is _enqueue for call in waiting):
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    post_letters.enqueue()
