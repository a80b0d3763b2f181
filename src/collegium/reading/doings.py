from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("reading.reading", {
    "began to read": _("began to read something together"),
    "laid out": _("laid out what is read when"),
    "made the shortlist": _("made the shortlist of best ideas"),
    "finished": _("finished what was read together"),
})  # fmt: skip
register("reading.pledge", {
    "pledged": _("said that they read along"), "took back a pledge": _("took that back"),
})  # fmt: skip
register("reading.section", {"planned": _("said for which meeting some pages are read")})
register("reading.comment", {
    "commented": _("commented on some pages"), "took back a comment": _("took back a comment"),
})  # fmt: skip
register("reading.best", {"picked": _("picked a best idea"), "took back a pick": _("took back a pick")})
register("reading.reaction", {"reacted": _("reacted to a best idea")})
register("reading.ballot", {"gave dots": _("gave their dots")})
register("reading.phrase", {
    "put": _("added a phrase"),
    "widened": _("showed a phrase to more colleagues"),
    "withdrew": _("took back a phrase"),
})  # fmt: skip
register("reading.spotted", {
    "spotted": _("wrote down where a phrase was heard"), "took back": _("took back what was heard"),
})  # fmt: skip
