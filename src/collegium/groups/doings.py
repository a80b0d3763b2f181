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
    "lapsed": _("let an invitation lapse"),
    "accepted": _("accepted an invitation"),
    "declined": _("declined an invitation"),
    "withdrawn": _("withdrew an invitation"),
})  # fmt: skip
register("groups.waiting", {"waits": _("put themselves into the queue of a group")})
register(
    "groups.decision",
    {
        "put": _("put something to the group"),
        "settled": _("settled what was put to the group"),
        "lapsed": _("closed a decision that was not settled in time"),
        "withdrawn": _("withdrew what they had put to the group"),
    },
)
register(
    "groups.word",
    {
        "agree": _("agreed to what was put to the group"),
        "talk": _("would talk first about what was put to the group"),
        "object": _("objected to what was put to the group"),
    },
)
register(
    "groups.agreement",
    {
        "began": _("began to set up the group"),
        "wrote down": _("wrote down an answer of the group"),
        "agreed on": _("wrote down the group’s agreement"),
    },
)
register("groups.said", {"said": _("said what they would answer while the group was set up")})
register("groups.seen", {"saw": _("looked at the group’s agreement")})
register("groups.catchup", {"packed": _("chose what a newcomer reads first")})
