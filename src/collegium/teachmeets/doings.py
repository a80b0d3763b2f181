from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("teachmeets.teachmeet", {
    "announced": _("announced a TeachMeet"),
    "made room in": _("changed how long a TeachMeet or its talks are"),
    "drew": _("drew the order of a TeachMeet"),
    "went on with": _("called up the next speaker"),
    "called a break in": _("called a break"),
    "ended": _("ended a TeachMeet"),
    "called off": _("called a TeachMeet off"),
})  # fmt: skip
register("teachmeets.talk", {
    "signed up": _("signed up for a talk"),
    "passed over": _("passed over a speaker who was not there"),
    "called up": _("called up a speaker who came later"),
    "withdrew": _("took back a talk"),
    "described": _("wrote on the page of their talk"),
    "handed out": _("added a file to their talk"),
    "made an idea of": _("made an idea of their talk"),
})  # fmt: skip
