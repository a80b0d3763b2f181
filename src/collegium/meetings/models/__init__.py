from collegium.meetings.models.action import Action
from collegium.meetings.models.attendance import Attendance
from collegium.meetings.models.invited import Invited, Reminded
from collegium.meetings.models.item import Item
from collegium.meetings.models.meeting import ChangedMeanwhile, Meeting, MeetingQuerySet
from collegium.meetings.models.note import Clash, Note, TooLong
from collegium.meetings.models.promise import Promise
from collegium.meetings.models.series import Series
from collegium.meetings.models.sitting import Sitting, Spell, Spoken

__all__ = [
    "Action", "Attendance", "ChangedMeanwhile", "Clash", "Invited", "Item", "Meeting", "MeetingQuerySet", "Note",
    "Promise", "Reminded", "Series", "Sitting", "Spell", "Spoken", "TooLong",
]  # fmt: skip
