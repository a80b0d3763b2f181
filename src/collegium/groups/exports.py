from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Conclusion, Consent, Group, Invitation, Membership, Reopening, RoleHeld, Waiting
from collegium.people.exporting import register

register(Membership, _("My groups"), "group__title", "school__name", "joined_on", "left_on")
register(RoleHeld, _("My roles in them"), "membership__group__title", "role__title", "from_on", "until_on",
         of=("membership__person",))  # fmt: skip
# An invitation is the invited one's when the group has agreed, and before that the group's own affair.
register(Invitation, _("Invitations"), "group__title", "called", "reason", "at", "agreed_at", "answer", "answered_at",
         of=("by", "person"), where={"person": Q(agreed_at__isnull=False)})  # fmt: skip
register(Consent, _("What I said to newcomers"), "invitation__group__title", "agrees", "at", of=("by",))
register(Waiting, _("Groups whose queue I am in"), "group__title", "at")
register(Group, _("Groups I started"), "title", "question", "started_at", of=("started_by",))
register(Conclusion, _("Groups I brought to an end"), "group__title", "reason", "at", of=("by",))
register(Reopening, _("Groups I opened again"), "group__title", "at", of=("by",))
