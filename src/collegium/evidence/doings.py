from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("evidence.results", {
    "brought": _("brought totals of results"),
    "removed": _("removed totals of results"),
})  # fmt: skip
register("evidence.remark", {
    "quoted": _("kept a remark from outside"),
    "removed": _("removed a remark from outside"),
})  # fmt: skip
register("evidence.sample", {
    "added": _("added a piece of work to a group’s evidence"),
    "withdrew": _("withdrew a piece of work because a yes was taken back"),
})  # fmt: skip
