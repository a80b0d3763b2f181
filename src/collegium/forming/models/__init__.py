from collegium.forming.models.adjustment import Adjustment
from collegium.forming.models.formation import Change, Formation, Meanwhile, Sharing
from collegium.forming.models.placement import Placement, ProposedGroup
from collegium.forming.models.weighing import Weighing

__all__ = [
    "Adjustment", "Change", "Formation", "Meanwhile", "Placement", "ProposedGroup", "Sharing", "Weighing",
]  # fmt: skip
