from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("lti.platform", {
    "set up": _("set up a school’s VLE"),
    "stopped": _("stopped a school’s VLE"),
    "trusted": _("said for whom a VLE speaks"),
    "allowed": _("allowed a place in a VLE"),
    "paused": _("paused a place in a VLE"),
})  # fmt: skip
