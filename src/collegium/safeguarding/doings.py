from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("safeguarding.asking", {
    "asked for": _("asked to open a group for safeguarding"),
    "refused": _("refused to open a group for safeguarding"),
})  # fmt: skip
register("safeguarding.opening", {
    "granted": _("granted that the group was opened for safeguarding"),
    "ended": _("closed the group again that was opened for safeguarding"),
})  # fmt: skip
register("safeguarding.look", {
    "looked at": _("looked at something that was opened for safeguarding"),
})  # fmt: skip
