from collegium.groups.models.agreement import Agreement, ChangedMeanwhile, NothingAgreed, Point, Said, Seen
from collegium.groups.models.catch_up import CatchUp
from collegium.groups.models.decision import Decision, Word
from collegium.groups.models.group import Conclusion, Ended, Full, Group, GroupQuerySet, Reopening
from collegium.groups.models.invitation import Invitation
from collegium.groups.models.membership import Membership, RoleHeld
from collegium.groups.models.waiting import Waiting

__all__ = [
    "Agreement", "CatchUp", "ChangedMeanwhile", "Conclusion", "Decision", "Ended", "Full", "Group", "GroupQuerySet",
    "Invitation", "Membership", "NothingAgreed", "Point", "Reopening", "RoleHeld", "Said", "Seen", "Waiting", "Word",
]  # fmt: skip
