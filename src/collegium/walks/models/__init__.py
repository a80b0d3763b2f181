from collegium.walks.models.stop import LookedIn, Picked, Said, Sheet, Stop, put_down, reserved
from collegium.walks.models.walk import (
    LookFor,
    LookingFor,
    NotEnoughNotice,
    NotNow,
    NotReviewed,
    NotYet,
    Walk,
    Walker,
    WalkQuerySet,
    prepared_by,
)

__all__ = [
    "LookFor", "LookedIn", "LookingFor", "NotEnoughNotice", "NotNow", "NotReviewed", "NotYet", "Picked", "Said",
    "Sheet", "Stop", "Walk", "WalkQuerySet", "Walker", "prepared_by", "put_down", "reserved",
]  # fmt: skip
