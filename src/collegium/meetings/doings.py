from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("meetings.series", {
    "proposed": _("proposed dates"),
    "confirmed": _("confirmed the dates"),
    "changed": _("changed when the group meets"),
})  # fmt: skip
register("meetings.meeting", {
    "proposed": _("proposed a meeting"),
    "added": _("added a meeting"),
    "confirmed": _("confirmed a meeting"),
    "moved": _("moved a meeting"),
    "cancelled": _("cancelled a meeting"),
    "shortened": _("shortened an agenda to the length of the meeting"),
    "catered for": _("said who brings what to a meeting"),
    "said of the room": _("said whether a room is still needed"),
})  # fmt: skip
register("meetings.sitting", {
    "began": _("began a meeting"),
    "took the chair of": _("took the chair of a meeting"),
    "closed": _("closed a meeting"),
    "told of": _("wrote down a meeting afterwards"),
})  # fmt: skip
register("meetings.item", {
    "added": _("put something on an agenda"),
    "changed": _("changed something on an agenda"),
    "moved": _("moved something on an agenda"),
    "withdrew": _("took something off an agenda"),
})  # fmt: skip
register("meetings.attendance", {
    "will come": _("said that they come to a meeting"),
    "may come": _("said that they may come to a meeting"),
    "sent apologies": _("sent apologies for a meeting"),
    "came": _("marked somebody as there"),
    "took back": _("took back who is there"),
})  # fmt: skip
register("meetings.promise", {
    "promised": _("wrote down what somebody will try"),
    "confirmed": _("confirmed what they will try"),
    "let go": _("let go of what they would try"),
})  # fmt: skip
register("meetings.action", {
    "noted": _("wrote down what is to be done"),
    "did": _("did what was to be done"),
    "withdrew": _("struck out what was to be done"),
})  # fmt: skip
register("meetings.turn", {"swapped": _("swapped or took a role at a meeting")})
register("meetings.video", {
    "added": _("added a video to a meeting"),
    "withdrew": _("took a video off a meeting"),
})  # fmt: skip
register("meetings.check", {
    "ticked": _("ticked off something before a meeting"),
    "unticked": _("took back that something was tried out"),
})  # fmt: skip
register("meetings.arrival", {"described": _("described how to find a school or a room")})
