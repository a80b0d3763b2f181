from collegium.files import models
from collegium.kit import clock
from collegium.kit.jobs import every


@every("40 3 * * *")
def sweep() -> None:
    """At night: bytes that belong to nothing any more."""
    models.sweep(at=clock.now())
