from collegium.meetings.models.meeting import Meeting
from collegium.meetings.models.series import Series

__all__ = ["Meeting", "Series"]
