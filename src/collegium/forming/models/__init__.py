from collegium.forming.models.formation import Change, Formation, Meanwhile, Sharing
from collegium.forming.models.placement import Placement, ProposedGroup

__all__ = ["Change", "Formation", "Meanwhile", "Placement", "ProposedGroup", "Sharing"]
