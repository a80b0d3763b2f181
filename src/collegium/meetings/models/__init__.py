from collegium.meetings.models.action import Action
from collegium.meetings.models.attendance import Attendance
from collegium.meetings.models.invited import Invited, Reminded
from collegium.meetings.models.item import Item
from collegium.meetings.models.meeting import ChangedMeanwhile, Meeting, MeetingQuerySet
from collegium.meetings.models.note import Clash, Note, TooLong
from collegium.meetings.models.practical import Arrival, Check, Video
from collegium.meetings.models.promise import Promise
from collegium.meetings.models.series import Series
from collegium.meetings.models.sitting import Sitting, Spell, Spoken
from collegium.meetings.models.table import Allergy, Refreshments, RoomQuestion
from collegium.meetings.models.turn import Turn

__all__ = [
    "Action", "Allergy", "Arrival", "Attendance", "ChangedMeanwhile", "Check", "Clash", "Invited", "Item", "Meeting",
    "MeetingQuerySet", "Note", "Promise", "Refreshments", "Reminded", "RoomQuestion", "Series", "Sitting", "Spell",
    "Spoken", "TooLong", "Turn", "Video",
]  # fmt: skip
