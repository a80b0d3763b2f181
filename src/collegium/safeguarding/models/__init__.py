from collegium.safeguarding.models.asking import Asking, NotAGroup
from collegium.safeguarding.models.opening import Look, Opening, Over

__all__ = ["Asking", "Look", "NotAGroup", "Opening", "Over"]
