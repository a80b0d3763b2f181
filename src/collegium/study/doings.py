from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("study.course", {
    "began a course": _("began a course together"),
    "laid out": _("laid out the modules of a course"),
    "planned": _("wrote the group’s action plan"),
})  # fmt: skip
register("study.help", {
    "offered help": _("offered help in a course"),
    "asked for help": _("asked for help in a course"),
    "needs no more": _("took that back"),
})  # fmt: skip
register("study.goal", {"set a goal": _("set a goal of their own")})
register("study.completion", {"came through": _("kept how far they came in a course")})
register("study.webinar", {
    "announced": _("announced a webinar"),
    "widened": _("showed a webinar to more colleagues"),
    "called off": _("called a webinar off"),
})  # fmt: skip
register("study.mentoring", {
    "offered": _("offered to go along with a school that begins"),
    "took back": _("took that offer back"),
    "widened": _("showed that offer to more colleagues"),
})  # fmt: skip
register("study.accompaniment", {
    "asked for a mentor": _("asked somebody to go along"),
    "agreed to go along": _("said yes to going along"),
    "cannot go along": _("said that they cannot go along just now"),
    "ended": _("ended going along"),
})  # fmt: skip
register("study.design", {
    "shared": _("shared how a group was set up"),
    "widened": _("showed that to more colleagues"),
    "withdrew": _("took that back"),
})  # fmt: skip
