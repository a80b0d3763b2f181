from collegium.forming.models.formation import Formation, Sharing
from collegium.forming.models.placement import Placement, ProposedGroup

__all__ = ["Formation", "Placement", "ProposedGroup", "Sharing"]
