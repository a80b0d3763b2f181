from collegium.groups.models.group import Conclusion, Group, Reopening
from collegium.groups.models.invitation import Invitation
from collegium.groups.models.membership import Membership, RoleHeld

__all__ = ["Conclusion", "Group", "Invitation", "Membership", "Reopening", "RoleHeld"]
