from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("packs.pack", {
    "began": _("began an evidence pack"),
    "worded": _("worded an evidence pack"),
    "answered": _("chose what an evidence pack shows"),
    "had made": _("had an evidence pack made"),
    "stopped the making of": _("stopped the making of an evidence pack"),
    "removed": _("removed an evidence pack"),
})  # fmt: skip
register("packs.ownlist", {
    "began": _("began a list of criteria"),
    "added to": _("added to a list of criteria"),
    "took out of": _("took something out of a list of criteria"),
    "removed": _("removed a list of criteria"),
})  # fmt: skip
