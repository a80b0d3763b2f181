from collegium.programmes.models.apart import KeepApart
from collegium.programmes.models.approach import (
    Approach,
    EvidenceType,
    Protocol,
    ProtocolStep,
    RoleTemplate,
    Stage,
    bring_in,
)
from collegium.programmes.models.aspect import Aspect
from collegium.programmes.models.collecting import Collecting, WishesClosed
from collegium.programmes.models.offer import InUse, Priority, Slot, Theme, weekly
from collegium.programmes.models.programme import Programme, is_new_to, schools_led_by, with_induction
from collegium.programmes.models.vision import VisionReply, VisionSeen
from collegium.programmes.models.wish import Answer, Asking, Unanswered, Wish
from collegium.programmes.models.wish_file import WishFile

__all__ = [
    "Answer", "Approach", "Asking", "Aspect", "Collecting", "EvidenceType", "InUse", "KeepApart", "Priority",
    "Programme", "Protocol", "ProtocolStep", "RoleTemplate", "Slot", "Stage", "Theme", "Unanswered", "VisionReply",
    "VisionSeen", "Wish", "WishFile", "WishesClosed", "bring_in", "is_new_to", "schools_led_by", "weekly",
    "with_induction",
]  # fmt: skip
