"""What the pages say about joining, in whole sentences."""

from django.utils.translation import gettext as _

from collegium.groups.models import Invitation, Membership, Waiting


def what_came_of(invitation: Invitation, came: Membership | Waiting | None) -> str:
    """After a yes or a no."""
    group = {"group": invitation.group.title}
    if isinstance(came, Membership):
        return _("You belong to %(group)s now.") % group
    if isinstance(came, Waiting):
        return _("%(group)s has just become full. You are in its queue, and come in when a place is free.") % group
    return _("Thank you for answering. You are not in %(group)s, and nobody asks why.") % group
