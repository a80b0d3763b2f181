from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("cpd.addition", {
    "added": _("added something to your own log"),
    "removed": _("removed something from your own log"),
})  # fmt: skip
register("cpd.certificate", {
    "issued": _("made a certificate of your own"),
    "withdrew": _("withdrew a certificate of your own"),
})  # fmt: skip
