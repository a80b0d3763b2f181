from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.lti.models import Used


@every("25 * * * *")
def forget_launches() -> None:
    """What is too old to come again need not be remembered."""
    Used.objects.old(clock.now()).delete()
