"""Why meetings are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.meetings.models import (
    Action,
    Allergy,
    Arrival,
    Attendance,
    Check,
    Invited,
    Item,
    Meeting,
    Note,
    Promise,
    Refreshments,
    Reminded,
    RoomQuestion,
    Series,
    Sitting,
    Spell,
    Spoken,
    Turn,
    Video,
)
from collegium.people.purposes import purpose

meetings = purpose(
    _("Meetings: agenda, notes, promises, who came"),
    why=_("So that a group can prepare, remember what it said, and see what came of it."),
    reads=_("the members of the group"),
    until=_("as long as the school keeps the group"),
)
meetings.stays(Item, of="owner", facts=("title", "protocol", "speakers", "silent", "far", "capture"))
meetings.stays(
    Item, of="added_by", words=("title",), facts=("protocol", "speakers", "silent", "far", "capture")
)
# The notes of a step are the group's: several wrote in turn, and one name stands under the last saving.
meetings.stays(Note, of="by", words=("text",))
meetings.stays(Action, of="owner", facts=("text",)).stays(Action, of="by", words=("text",))
meetings.stays(Promise, words=("text", "with_class", "instead_of"))
meetings.stays(Promise, of="by", facts=("text", "with_class", "instead_of"))
meetings.stays(Attendance, Spoken).stays(Attendance, of="by")
meetings.stays(Turn).stays(Turn, of="place_of").stays(Turn, of="by")
for name in ("began_by", "chair", "speaker", "closed_by"):
    meetings.stays(Sitting, of=name)
meetings.stays(Video, of="by", words=("title", "link")).stays(Check, of="by")
meetings.stays(Arrival, of="by", facts=("room", "finding", "parking", "signing_in", "booking"))
meetings.stays(Refreshments, of="by", words=("text",)).stays(RoomQuestion, of="by")
meetings.goes(Reminded)
meetings.goes(Invited)
meetings.nobody(Meeting, Series, Series.hosts.through, Spell)

food = purpose(
    _("What somebody must not eat"),
    why=_("So that whoever brings the food knows it."),
    reads=_("you, and whoever organises that meeting; it is about health, so nobody else ever"),
    until=_("for others until the meeting is over; for you until you delete it or are erased"),
)
food.goes(Allergy)
