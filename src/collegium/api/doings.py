from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("api.token", {
    "made": _("made a token for a program"),
    "took back": _("took a token back"),
})  # fmt: skip
register("api.hook", {
    "set up": _("set a webhook up"),
    "renewed": _("gave a webhook a fresh secret"),
    "stopped": _("stopped a webhook"),
})  # fmt: skip
