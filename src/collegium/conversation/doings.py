from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("conversation.thread", {
    "opened": _("began a conversation"),
    "sorted": _("said what a conversation is"),
})  # fmt: skip
register("conversation.post", {
    "said": _("wrote in a conversation"),
    "mended": _("mended what they wrote"),
    "took back": _("took back what they wrote"),
})  # fmt: skip
register("conversation.mention", {"set aside": _("set aside what was meant for them")})
register("conversation.muted", {
    "muted": _("asked not to hear of a group’s conversations"),
    "unmuted": _("asked to hear of a group’s conversations again"),
})  # fmt: skip
