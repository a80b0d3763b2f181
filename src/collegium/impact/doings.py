from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("impact.comparison", {
    "registered": _("registered a comparison"),
    "counted": _("typed the numbers of a comparison"),
    "took back": _("took a comparison back before its numbers were typed"),
})  # fmt: skip
register("impact.sharedround", {
    "shared": _("shared comparisons with the leadership team"),
    "withdrew": _("took comparisons back from the leadership team"),
})  # fmt: skip
