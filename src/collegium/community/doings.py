from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("community.post", {
    "shared": _("wrote to colleagues"),
    "widened": _("let what they wrote go further"),
    "withdrew": _("took back what they wrote"),
    "reported": _("something was reported"),
    "hid": _("hid something until it is clear"),
    "showed again": _("let something stand again"),
    "looked into": _("looked into a report, and left it as it was"),
})  # fmt: skip
register("community.houserules", {"accepted": _("said yes to the rules of the community")})
register("community.topic", {
    "proposed": _("proposed a topic for a week"),
    "chose": _("a week has its topic"),
    "withdrew": _("took back a topic they had proposed"),
})  # fmt: skip
register("community.following", {
    "follows": _("follows somebody or something"),
    "no longer follows": _("no longer follows somebody or something"),
})  # fmt: skip
register("community.publicpage", {
    "opened": _("opened a page of their own on the web"),
    "closed": _("closed their page on the web"),
})  # fmt: skip
register("community.chat", {
    "announced": _("announced a chat"),
    "called off": _("called a chat off"),
    "let out a question": _("let out a question before its time"),
    "summed up": _("published what a chat came to"),
})  # fmt: skip
register("community.line", {
    "said": _("spoke in a chat"),
    "withdrew": _("took back what they had said"),
    "hid": _("took something off a chat’s page"),
    "starred": _("a line of a chat got a star"),
    "no longer starred": _("a line of a chat lost a star"),
})  # fmt: skip
