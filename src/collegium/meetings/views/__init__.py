from collegium.meetings.views.agenda import (
    adoption,
    agenda,
    item,
    items,
    paper,
    place,
    protocols,
    withdrawal,
    wording,
)
from collegium.meetings.views.meeting import arrangement, cancellation, confirmation, meeting
from collegium.meetings.views.series import addition, dates, more, plan, rhythm, series

__all__ = [
    "addition", "adoption", "agenda", "arrangement", "cancellation", "confirmation", "dates", "item", "items",
    "meeting", "more", "paper", "place", "plan", "protocols", "rhythm", "series", "withdrawal", "wording",
]  # fmt: skip
