from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("surveys.survey", {
    "prepared": _("prepared a survey"),
    "changed": _("changed the questions of a survey"),
    "accounted for": _("wrote down who is asked, why, and how long it is kept"),
    "asked pupils": _("gave out a code for a survey"),
    "gave out codes": _("gave out more one-time codes"),
    "closed": _("closed a round of a survey"),
    "asks again": _("asks the same questions again"),
    "looked through words of": _("looked through what was written in a survey"),
})  # fmt: skip
register("surveys.passed", {
    "passed on": _("passed an anonymous text on to the safeguarding lead"),
    "took in hand": _("took in hand what was passed on"),
})  # fmt: skip
register("surveys.change", {"told of a change": _("told staff what changed because of what they said")})
register("programmes.programme", {"took back a change": _("took back a line of “you said, we changed”")})
