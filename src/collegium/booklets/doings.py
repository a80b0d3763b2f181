from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("booklets.booklet", {
    "began": _("began a booklet"),
    "chose pieces of": _("chose the pieces of a booklet"),
    "worded": _("worded a booklet"),
    "had made": _("had the files of a booklet made"),
    "stopped the press of": _("stopped the making of a booklet"),
    "published": _("gave a booklet to its readers"),
    "took back": _("took a booklet from its readers"),
})  # fmt: skip
register("booklets.yes", {
    "agreed to": _("said yes to a piece in a booklet"),
    "declined": _("said no to a piece in a booklet"),
})  # fmt: skip
