from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("scheduling.poll", {
    "asked": _("asked when the group can meet"),
    "answered": _("said when they can meet"),
    "suggested a time for": _("suggested a time to meet"),
    "reminded": _("reminded those who had not said when they can"),
    "closed": _("closed the question when the group can meet"),
})  # fmt: skip
register("scheduling.option", {
    "chose": _("chose the time at which the group meets"),
    "withdrew": _("withdrew a time to meet"),
    "brought back": _("brought a time to meet back"),
})  # fmt: skip
register("scheduling.choosing", {
    "offered": _("laid possible years before the group"),
    "dropped": _("dropped the possible years"),
})  # fmt: skip
register("scheduling.year", {
    "agreed to": _("agreed to a possible year"),
    "took back": _("took back their yes to a possible year"),
    "took": _("took a year for the group"),
})  # fmt: skip
register("scheduling.programmeyear", {
    "planned": _("asked for the year of a programme"),
    "worked out": _("worked out the year of a programme"),
    "stopped": _("stopped working out the year of a programme"),
    "proposed": _("proposed the year of a programme"),
})  # fmt: skip
register("scheduling.room", {"described": _("said what a room has")})
register("people.school", {"removed a room of": _("removed a room of a school")})
register("scheduling.travel", {"timed": _("said how long the way between two schools takes")})
