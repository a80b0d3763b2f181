from collegium.mail.models.device import Device, RingKey
from collegium.mail.models.letter import (
    ANSWER,
    CLAIM,
    MOST_TRIES,
    Letter,
    LetterQuerySet,
    Stopped,
    forget_old_letters,
    resume,
    stop,
)
from collegium.mail.models.received import Received

__all__ = [
    "ANSWER",
    "CLAIM",
    "MOST_TRIES",
    "Device",
    "Letter",
    "LetterQuerySet",
    "Received",
    "RingKey",
    "Stopped",
    "forget_old_letters",
    "resume",
    "stop",
]
