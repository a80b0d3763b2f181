from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.outcomes import telling


@every("20 6 * * *")
def tell_of_late() -> None:
    """Each morning. Killed half way, it goes on where it was."""
    telling.tell_of_late(at=clock.now())
