from django.utils.translation import gettext_lazy as _

from collegium.meetings.models import (
    Action,
    Attendance,
    Invited,
    Item,
    Note,
    Promise,
    Reminded,
    Sitting,
    Spoken,
)  # fmt: skip
from collegium.people.exporting import leave_out, register

register(Item, _("What I put on agendas, or had in hand there"), "meeting__group__title", "title", "purpose",
         of=("owner", "added_by"))  # fmt: skip
register(Note, _("What I noted in meetings"), "item__meeting__group__title", "item__title", "text", "at", of=("by",))
register(Action, _("What I took on"), "meeting__group__title", "text", "due_on", "at", "done_at", "withdrawn_at",
         of=("owner", "by"))  # fmt: skip
register(Promise, _("What I will try"), "group__title", "text", "with_class", "instead_of", "made_at", "confirmed_at",
         "let_go_at", not_of={"by": "the promise is the colleague's, whoever typed it"})  # fmt: skip
register(Attendance, _("Meetings I came to, or said I would"), "meeting__group__title", "word", "at",
         not_of={"by": "the word is about the colleague"})  # fmt: skip
register(Spoken, _("My turns in meetings"), "item__meeting__group__title", "item__title", "at")
register(Invited, _("Meetings of which my calendar was told"), "meeting__group__title", "sequence", "cancelled", "at")
register(Reminded, _("Meetings I was reminded of"), "meeting__group__title", "meets_on", "at")
leave_out(Sitting, "who began, chairs and speaks just now is the meeting's state; what it left are notes and turns")
