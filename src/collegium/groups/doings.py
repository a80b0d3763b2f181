from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("groups.group", {
    "started": _("started the group"),
    "resized": _("changed how many the group takes"),
    "renamed": _("gave the group another name"),
    "asked": _("changed the group’s question"),
    "listed": _("showed the group to colleagues"),
    "unlisted": _("hid the group from colleagues"),
    "changed entry": _("changed how one joins the group"),
    "concluded": _("ended the group"),
    "reopened": _("let the group go on"),
})  # fmt: skip
register("groups.membership", {
    "joined": _("joined the group"),
    "left": _("left the group"),
    "took a role": _("took a role in the group"),
    "gave up a role": _("gave up a role in the group"),
})  # fmt: skip
register("groups.invitation", {
    "invited": _("invited somebody to a group"),
    "asked to join": _("asked to join a group"),
    "agreed": _("agreed to a newcomer"),
    "would talk first": _("would talk first about a newcomer"),
    "accepted": _("accepted an invitation"),
    "declined": _("declined an invitation"),
    "withdrawn": _("withdrew an invitation"),
})  # fmt: skip
register("groups.waiting", {"waits": _("put themselves into the queue of a group")})
