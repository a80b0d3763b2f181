from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("forming.formation", {
    "formed": _("asked for groups to be formed"),
    "worked out": _("worked out groups"),
    "took in": _("took new wishes into a try at groups"),
    "arranged": _("gave a planned group its name"),
    "split": _("split a planned group"),
    "moved": _("moved somebody to another planned group"),
    "left out": _("took somebody out of a planned group"),
    "undid": _("undid a change of planned groups"),
    "stopped": _("stopped working out groups"),
    "chose": _("chose a try at groups"),
    "shared": _("shared the groups with the staff"),
})  # fmt: skip
register("forming.proposedgroup", {
    "kept": _("kept a planned group as it is"),
    "no longer kept": _("let a planned group change again"),
})  # fmt: skip
register("forming.adjustment", {
    "asked": _("asked where newcomers fit"),
    "worked out": _("worked out where newcomers fit"),
    "carried out": _("asked newcomers into groups"),
})  # fmt: skip
register("forming.weighing", {
    "weighed": _("asked what a missed wish would have cost"),
    "worked out": _("worked out what a missed wish would have cost"),
})  # fmt: skip
