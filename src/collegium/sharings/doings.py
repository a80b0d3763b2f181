from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("sharings.sharing", {
    "prepared": _("prepared a sharing session"),
    "changed": _("changed when or where a sharing session is"),
    "chose outcomes for": _("chose the outcomes of a sharing session"),
    "arranged": _("arranged talks and stalls of a sharing session"),
    "announced": _("announced a sharing session"),
    "called off": _("called a sharing session off"),
    "counted the slips of": _("counted the slips of a sharing session"),
    "stepped back in": _("stepped back from a talk or a stall"),
})  # fmt: skip
register("outcomes.report", {
    "wrote the summary of": _("wrote a report’s page for everybody"),
    "agreed to the summary of": _("said yes to a report’s page for everybody"),
    "allowed the summary of": _("said the school’s yes to a report’s page for everybody"),
    "took back the summary of": _("took back a yes to a report’s page for everybody"),
})  # fmt: skip
register("people.school", {
    "gave a contact for": _("named whom strangers may write to"),
    "took back the contact of": _("took back whom strangers may write to"),
})  # fmt: skip
