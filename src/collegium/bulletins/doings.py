from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("bulletins.bulletin", {
    "started": _("started the school’s bulletin"),
    "arranged": _("arranged the slots of the bulletin"),
})  # fmt: skip
register("bulletins.issue", {
    "kept": _("worked on a week’s bulletin"),
    "published": _("published a week’s bulletin"),
    "withdrew": _("took a week’s bulletin back"),
})  # fmt: skip
