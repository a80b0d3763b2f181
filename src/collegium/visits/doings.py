from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("visits.visit", {
    "asked for": _("asked for a visit"),
    "accepted": _("said yes to a visit"),
    "called off": _("called a visit off"),
    "moved": _("moved a visit"),
    "set the focus of": _("said what a visit looks at"),
    "arranged cover for": _("arranged cover for a visit"),
    "took something away from": _("wrote what they took away from a visit"),
})  # fmt: skip
register("visits.record", {
    "gave": _("gave the notes of a visit to whom they are about"),
    "deleted": _("deleted the notes of a visit"),
    "agreed to show": _("agreed that others read the notes of a visit"),
    "showed no more": _("ended that others read the notes of a visit"),
})  # fmt: skip
register("visits.showing", {"would show": _("would let others read the notes of a visit")})
register("visits.plan", {
    "asked for": _("asked for a plan of visits"),
    "worked out": _("worked out a plan of visits"),
    "stopped": _("stopped a plan of visits"),
    "proposed": _("proposed planned visits to the two of each"),
})  # fmt: skip
register("visits.timetable", {"wrote": _("wrote down when somebody teaches")})
register("visits.timetablefile", {
    "read anew": _("said what the columns of timetables mean"),
    "brought": _("brought in timetables"),
})  # fmt: skip
register("people.school", {
    "set the day of": _("set the periods of a school’s day"),
    "kept days quiet at": _("kept days free of visits"),
    "removed quiet days of": _("opened days to visits again"),
})  # fmt: skip
