from datetime import timedelta

from django.conf import settings

from collegium.api import telling
from collegium.api.models import Message
from collegium.kit import clock
from collegium.kit.jobs import every

# So long its owner sees what arrived.
KEPT = timedelta(days=7)


@every("* * * * *")
def tell_hooks() -> None:
    """What happened since the last minute, and what did not arrive before. Killed half way, the next run goes on."""
    if settings.WEBHOOKS:
        telling.gather(clock.now())
        telling.send_waiting(clock.now())


@every("20 3 * * *")
def forget_messages() -> None:
    Message.objects.forgettable(clock.now() - KEPT).delete()
