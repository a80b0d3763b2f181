"""Sealing what happened, out of the way of whoever writes it."""

import logging

from collegium.history import sealing
from collegium.kit import clock
from collegium.kit.jobs import every

log = logging.getLogger("collegium.history")


@every("*/5 * * * *")
def seal() -> None:
    sealing.seal_all(at=clock.now())


@every("15 4 * * *")
def look_through() -> None:
    """Each night the whole chain is worked out again. What does not fit stands on the page of the server."""
    if fault := sealing.look_through(at=clock.now()).fault:
        log.error("History does not fit its seals: %s", fault)
