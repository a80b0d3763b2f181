from collegium.meetings.models.invited import Invited, Reminded
from collegium.meetings.models.meeting import ChangedMeanwhile, Meeting, MeetingQuerySet
from collegium.meetings.models.promise import Promise
from collegium.meetings.models.series import Series

__all__ = ["ChangedMeanwhile", "Invited", "Meeting", "MeetingQuerySet", "Promise", "Reminded", "Series"]
