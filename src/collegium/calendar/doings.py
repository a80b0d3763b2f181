from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("people.person", {
    "renewed calendar address": _("made a new address for their calendar"),
    "ended calendar address": _("ended the address of their calendar"),
})  # fmt: skip
