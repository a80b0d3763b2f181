from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("outcomes.report", {
    "began": _("began a report"),
    "described": _("said what a report is about"),
    "wrote in": _("wrote in a report"),
    "added to": _("added to a report"),
    "removed from": _("took something out of a report"),
    "named": _("named an author of a report"),
    "left out": _("took an author’s name off a report"),
    "asked": _("asked the authors of a report for their yes"),
    "agreed to": _("said yes to sharing a report"),
    "shared": _("shared a report"),
    "withdrew": _("took a report back"),
})  # fmt: skip
register("outcomes.queue", {"arranged": _("said how soon proposals are answered")})
register("outcomes.proposal", {
    "put": _("put a proposal to leaders"),
    "answered": _("answered a proposal"),
    "added": _("added what leaders asked for"),
    "turned to": _("asked one more leader"),
    "withdrew": _("took a proposal back"),
})  # fmt: skip
register("outcomes.policy", {
    "made": _("made a proposal a policy"),
    "reviewed": _("looked at a policy again"),
    "ended": _("ended a policy"),
})  # fmt: skip
