from collegium.programmes.models.approach import Approach, EvidenceType, Protocol, ProtocolStep, RoleTemplate, Stage
from collegium.programmes.models.programme import (
    Aspect,
    KeepApart,
    Priority,
    Programme,
    Slot,
    Theme,
    VisionReply,
    VisionSeen,
)
from collegium.programmes.models.wish import Answer, Wish

__all__ = [
    "Answer", "Approach", "Aspect", "EvidenceType", "KeepApart", "Priority", "Programme", "Protocol", "ProtocolStep",
    "RoleTemplate", "Slot", "Stage", "Theme", "VisionReply", "VisionSeen", "Wish",
]  # fmt: skip
