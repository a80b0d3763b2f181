from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("programmes.programme", {
    "drafted": _("drafted a programme"),
    "changed": _("changed a programme"),
    "opened": _("opened a programme"),
    "took back": _("took a programme back"),
    "discarded": _("threw a draft of a programme away"),
    "closed wishes of": _("closed the wishes of a programme"),
    "collects wishes for": _("opened the wishes of a programme again"),
    "asked": _("asked the staff for wishes"),
    "reminded": _("reminded those who had not answered"),
    "set the visits of": _("set how visits go in a programme"),
})  # fmt: skip
register("programmes.slot", {
    "gave": _("set a time at which groups may meet"), "took out": _("took out a time at which groups may meet"),
})  # fmt: skip
register("programmes.keepapart", {"kept apart": _("kept two colleagues in different groups"),
                                  "lifted": _("let two colleagues be in one group again")})  # fmt: skip
register("programmes.visionreply", {"replied": _("replied to a vision"), "took back": _("took a reply back")})
register("programmes.answer", {
    "answered": _("said what they want to work on"),
    "brought": _("typed in what a colleague wants to work on"),
    "withdrew": _("withdrew their wishes"),
})  # fmt: skip
register("programmes.unanswered", {"decided": _("decided what happens with a colleague who had not answered")})
register("programmes.approach", {
    "brought in": _("brought in an approach"),
    "took over": _("took over the newest form of an approach"),
    "changed": _("changed an approach"),
    "took out": _("took an approach out"),
})  # fmt: skip
register("programmes.theme", {
    "added": _("added a theme"), "changed": _("changed a theme"), "took out": _("took a theme out"),
})  # fmt: skip
register("programmes.aspect", {
    "named": _("named an aspect of practice"),
    "moved": _("put the aspects of practice in another order"),
    "withdrew": _("withdrew an aspect of practice"),
    "took up": _("took an aspect of practice up again"),
})  # fmt: skip
register("programmes.wishfile", {
    "read anew": _("said what the columns of a table of wishes mean"),
    "removed": _("removed a table of wishes"),
})  # fmt: skip
