from django.utils.translation import gettext_lazy as _

from collegium.meetings.models import (
    Action,
    Allergy,
    Arrival,
    Attendance,
    Check,
    Invited,
    Item,
    Note,
    Promise,
    Refreshments,
    Reminded,
    RoomQuestion,
    Sitting,
    Spoken,
    Turn,
    Video,
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
register(Turn, _("Roles at meetings that I took or swapped"), "meeting__group__title", "role__title", "at",
         not_of={"by": "the role is its holder’s", "place_of": "whose place in the queue it was"})  # fmt: skip
register(Video, _("Videos that I brought to meetings"), "meeting__group__title", "title", "link", "at", of=("by",))
register(Check, _("What I tried out before meetings"), "meeting__group__title", "what", "video__title", "at",
         of=("by",))  # fmt: skip
register(Arrival, _("How to find schools and rooms, as I wrote it"), "school__name", "room", "finding", "parking",
         "signing_in", "booking", "at", of=("by",))  # fmt: skip
register(Refreshments, _("Who brings what, as I wrote it"), "meeting__group__title", "text", "at", of=("by",))
register(Allergy, _("What I must not eat"), "text", "at")
register(RoomQuestion, _("Rooms of which I said whether they are needed"), "meeting__group__title", "meets_on",
         "needed", "answered_at", of=("by",))  # fmt: skip
