from collegium.groups.models.group import Conclusion, Ended, Full, Group, GroupQuerySet, Reopening
from collegium.groups.models.invitation import Consent, Invitation
from collegium.groups.models.membership import Membership, RoleHeld
from collegium.groups.models.waiting import Waiting

__all__ = [
    "Conclusion", "Consent", "Ended", "Full", "Group", "GroupQuerySet", "Invitation", "Membership", "Reopening",
    "RoleHeld", "Waiting",
]  # fmt: skip
