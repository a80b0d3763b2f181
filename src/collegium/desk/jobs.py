"""What the worker looks after each morning."""

from collegium.desk import warning
from collegium.kit import clock
from collegium.kit.jobs import every


@every("0 7 * * *")
def warn_keepers() -> None:
    warning.warn_keepers(at=clock.now())
