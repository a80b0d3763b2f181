from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.programmes.models import (
    Answer,
    Asking,
    KeepApart,
    Unanswered,
    VisionReply,
    VisionSeen,
    Wish,
    WishFile,
)  # fmt: skip

register(Answer, _("What I answered"), "programme__title", "question", "would_lead", "joins_as_given", "alone", "at",
         not_of={"brought_by": "the answer is the colleague's, whoever typed it"})  # fmt: skip
register(Answer.cannot.through, _("When I cannot"), "answer__programme__title", "slot__weekday", "slot__starts_at",
         of=("answer__person",))  # fmt: skip
register(Wish, _("My wishes"), "answer__programme__title", "rank", "theme__title", of=("answer__person",))
register(VisionReply, _("What I replied to a vision"), "programme__title", "text", "at", of=("by",))
register(VisionSeen, _("Visions I have seen"), "programme__title", "at")
# Named by category: how the lead decided is the lead's own note.
register(Unanswered, _("A note of the lead’s, because I had not answered"), "programme__title", "at",
         not_of={"by": "an act for the school, in the lead's history"})  # fmt: skip
register(WishFile, _("Files of wishes I brought"), "programme__title", "name", "at", of=("by",))
leave_out(Asking, "that staff were reminded is the programme's; who reminded them has it in their history")
leave_out(KeepApart, "TRUST: set by the lead and shown to nobody, the two least of all")
