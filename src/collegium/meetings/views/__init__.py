from collegium.meetings.views.agenda import (
    adoption,
    agenda,
    holding,
    item,
    items,
    paper,
    place,
    protocol_book,
    protocols,
    withdrawal,
    wording,
)
from collegium.meetings.views.live import (
    after,
    chair,
    closing,
    joining,
    live,
    now,
    room,
    sitting,
    speaker,
    step,
    time,
)
from collegium.meetings.views.meeting import arrangement, cancellation, confirmation, meeting
from collegium.meetings.views.minutes import afterwards, minutes, report
from collegium.meetings.views.series import addition, dates, more, plan, rhythm, series
from collegium.meetings.views.writing import (
    actions,
    completion,
    confirmation_of_promise,
    note,
    promises,
    release,
    removal,
)

__all__ = [
    "actions", "addition", "adoption", "after", "afterwards", "agenda", "arrangement", "cancellation", "chair",
    "closing", "completion", "confirmation", "confirmation_of_promise", "dates", "holding", "item", "items",
    "joining", "live", "meeting", "minutes", "more", "note", "now", "paper", "place", "plan", "promises",
    "protocol_book", "protocols", "release", "removal", "report", "rhythm", "room", "series", "sitting",
    "speaker", "step", "time", "withdrawal", "wording",
]  # fmt: skip
