from collegium.meetings.views.meeting import arrangement, cancellation, confirmation, meeting
from collegium.meetings.views.series import addition, dates, more, plan, rhythm, series

__all__ = [
    "addition", "arrangement", "cancellation", "confirmation", "dates", "meeting", "more", "plan", "rhythm", "series",
]  # fmt: skip
