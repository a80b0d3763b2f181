from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("mail.letter", {"sent again": _("sent a letter again")})
register("mail.device", {
    "asked to ring": _("asked for notices on a device"),
    "asked to be silent": _("asked for no more notices on a device"),
})  # fmt: skip
