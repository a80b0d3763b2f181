"""What the pages say about joining and deciding, in whole sentences."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups.matters import BY_KEY

if TYPE_CHECKING:
    from datetime import datetime

    from collegium.groups.models import Decision, Invitation, Membership, Waiting


def what_came_of(invitation: "Invitation", came: "Membership | Waiting | None") -> str:
    """After a yes or a no."""
    group = {"group": invitation.group.title}
    if came is None:
        return _("Thank you for answering. You are not in %(group)s, and nobody asks why.") % group
    if came._meta.model_name == "membership":
        return _("You belong to %(group)s now.") % group
    return _("%(group)s has just become full. You are in its queue, and come in when a place is free.") % group


def what(decision: "Decision") -> str:
    """What it is about, as a question."""
    if decision.kind == "newcomer" and decision.invitation:
        name = {"name": decision.invitation.name}
        return _("Shall %(name)s join us?") % name
    if decision.kind == "agreement":
        if decision.matter == "lasting":
            is_open = decision.choice == "open"
            return _("Shall we be open-ended?") if is_open else _("Shall we set a number of meetings?")
        return _("Shall we change our agreement: %(matter)s?") % {"matter": BY_KEY[decision.matter].title}
    if decision.kind == "ending":
        return _("Shall we end this group?")
    return decision.words


def what_happened(decision: "Decision", on: "datetime") -> str:
    """What came of it, when it is over: a clear word, and nobody's name but the objectors'."""
    day = {"day": date_format(localtime(decision.closed_at or on), "j F")}
    if decision.outcome == "agreed":
        return _("Settled on %(day)s: all who had to say so agreed.") % day
    if decision.outcome == "withdrawn":
        return _("Withdrawn on %(day)s. Nothing changes.") % day
    if decision.outcome == "objected":
        return _("Not agreed: an objection still stood on %(day)s. Nothing changes.") % day
    return _("Not decided: on %(day)s not everybody had agreed. Nothing changes, and it can be asked again.") % day


def answered(have: int, of: int) -> str:
    return ngettext("%(have)d of %(of)d has answered", "%(have)d of %(of)d have answered", have) % {
        "have": have, "of": of,
    }  # fmt: skip
