from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import (
    Agreement,
    CatchUp,
    Conclusion,
    Decision,
    Group,
    Invitation,
    Membership,
    Point,
    Reopening,
    RoleHeld,
    Said,
    Seen,
    Waiting,
    Word,
)
from collegium.people.exporting import register

register(Membership, _("My groups"), "group__title", "school__name", "joined_on", "left_on")
register(RoleHeld, _("My roles in them"), "membership__group__title", "role__title", "from_on", "until_on",
         of=("membership__person",))  # fmt: skip
# An invitation is the invited one's when the group has agreed, and before that the group's own affair.
register(Invitation, _("Invitations"), "group__title", "called", "reason", "at", "agreed_at", "answer", "answered_at",
         of=("by", "person"), where={"person": Q(agreed_at__isnull=False)})  # fmt: skip
register(Decision, _("What I put to my groups"), "group__title", "kind", "words", "reason", "at", "outcome",
         of=("by",))  # fmt: skip
register(Word, _("What I said to decisions"), "decision__group__title", "says", "reason", "at", of=("by",))
register(Agreement, _("Agreements I wrote down"), "group__title", "number", "begun_at", "agreed_at",
         of=("begun_by", "agreed_by"))  # fmt: skip
register(
    Point, _("Points of agreements I wrote down"), "agreement__group__title", "matter", "words", "at", of=("by",)
)
register(
    Said, _("What I said while a group was set up"), "agreement__group__title", "matter", "choice", "words", "at"
)
register(Seen, _("Agreements I have seen"), "agreement__group__title", "at")
register(CatchUp, _("Packs for newcomers I chose"), "group__title", "at", of=("by",))
register(Waiting, _("Groups whose queue I am in"), "group__title", "at")
register(Group, _("Groups I started"), "title", "started_at", of=("started_by",))
register(Conclusion, _("Groups I brought to an end"), "group__title", "reason", "at", of=("by",))
register(Reopening, _("Groups I opened again"), "group__title", "at", of=("by",))
