from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.sharings.models import Sharing


@every("40 5 * * *")
def count_slips() -> None:
    """A fortnight after a session its slips are over. Killed half way, it goes on where it was."""
    now = clock.now()
    for sharing in Sharing.objects.to_count(now).order_by("pk"):
        sharing.count(by=None, at=now)
