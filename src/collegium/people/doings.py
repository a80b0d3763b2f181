from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("people.person", {
    "arrived": _("came in for the first time"),
    "came as a guest": _("came as a guest"),
    "welcomed": _("made a welcome link for a colleague"),
    "set the language of": _("chose the language of pages and letters"),
    "put aside help for": _("put a sentence of help aside"),
    "took help again for": _("asked to see the sentences of help again"),
    "set the zone of": _("chose by which clocks they see times"),
})  # fmt: skip
register("people.school", {
    "opened": _("opened a school"),
    "welcomed everybody of": _("made welcome links for the staff of a school"),
    "set the days of": _("set the days of a school"),
    "removed a term of": _("removed a term of a school"),
    "removed a day of": _("removed a free day of a school"),
    "worded": _("put a school’s own words in"),
    "put into a network": _("put a school into a network"),
})  # fmt: skip
register("people.signon", {
    "set up": _("set up signing in with the school’s accounts"),
    "stopped": _("stopped signing in with the school’s accounts"),
})  # fmt: skip
register("people.directorykey", {
    "made": _("made a key for the school’s directory"),
    "revoked": _("took the key of the school’s directory back"),
})  # fmt: skip
register("people.appointment", {
    "appointed": _("put a colleague on the staff"),
    "changed": _("changed what stands about a colleague’s place"),
    "ended": _("ended a colleague’s place on the staff"),
})  # fmt: skip
register("people.responsibility", {
    "gave": _("gave somebody a duty"),
    "ended": _("ended somebody’s duty"),
})  # fmt: skip
register("people.offer", {
    "offered": _("asked somebody to join the staff"),
    "accepted": _("said that they work at a school"),
    "declined": _("said that they do not work at a school"),
})  # fmt: skip
register("people.staffimport", {
    "read anew": _("said what the columns of a staff list mean"),
    "began": _("began to bring in a staff list"),
    "stopped": _("stopped a staff list"),
    "brought": _("brought in a staff list"),
})  # fmt: skip
register("people.erasure", {
    "asked to erase": _("asked that somebody be erased"),
    "called off": _("called an erasure off"),
    "erased": _("somebody was erased"),
})  # fmt: skip
