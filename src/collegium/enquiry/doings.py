from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("enquiry.cycle", {
    "began": _("began a round of the enquiry"),
    "went on": _("went on in the enquiry"),
    "went on early": _("went on in the enquiry before a stage was done"),
    "finished": _("finished a round of the enquiry"),
})  # fmt: skip
register("enquiry.passage", {"went to": _("went to another stage of the enquiry")})
register("enquiry.note", {
    "wrote": _("wrote at a stage of the enquiry"), "changed": _("changed what they wrote at a stage"),
})  # fmt: skip
register("enquiry.prediction", {
    "wrote": _("wrote what they expect"), "compared": _("compared what they expected with what happened"),
})  # fmt: skip
register("enquiry.lessonplan", {"planned": _("wrote a lesson for the group")})
register("enquiry.idea", {
    "shared": _("shared an idea"),
    "reworded": _("put an idea into other words"),
    "withdrew": _("withdrew an idea"),
    "widened": _("let an idea go further"),
})  # fmt: skip
register("enquiry.trial", {
    "means to try": _("planned to try an idea"),
    "told of": _("told of something they tried"),
    "corrected": _("corrected what became of it"),
    "described": _("described what they tried"),
    "let go": _("let go of what they would try"),
    "took back": _("took back that they tried it"),
})  # fmt: skip
register("enquiry.echo", {
    "echoed": _("let an idea’s author hear of it"),
    "called back": _("called back what the author heard"),
})  # fmt: skip
register("enquiry.reflection", {
    "began": _("wrote a reflection"),
    "changed": _("changed a reflection"),
    "threw away": _("threw a reflection away"),
})  # fmt: skip
register("enquiry.shared", {
    "shared": _("gave a reflection to somebody"),
    "withdrew": _("took back a reflection they had given"),
})  # fmt: skip
register("enquiry.question", {
    "asked": _("asked a question"),
    "refined": _("refined a question"),
    "wrote down": _("wrote down what they found"),
    "withdrew": _("withdrew a question"),
    "widened": _("let a question go further"),
})  # fmt: skip
