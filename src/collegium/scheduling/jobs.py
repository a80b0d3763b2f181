"""What the worker does for finding times."""

from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.scheduling import asking


@every("25 * * * *")
def look_after_polls() -> None:
    """Once an hour: remind, close, and tell whoever asked."""
    asking.look_after(at=clock.now())
