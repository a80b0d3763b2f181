from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("groups.group", {
    "goes on": _("said that the group goes on next year"),
    "ends with the year": _("said that the group ends with this year"),
})  # fmt: skip
register("programmes.programme", {
    "closed the year": _("closed the year of the programme"),
})  # fmt: skip
