from collegium.meetings.views.agenda import (
    adoption,
    agenda,
    holding,
    item,
    items,
    length,
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
    offline_script,
    room,
    sitting,
    speaker,
    step,
    time,
    without_network,
)
from collegium.meetings.views.meeting import arrangement, cancellation, confirmation, meeting
from collegium.meetings.views.minutes import afterwards, minutes, report
from collegium.meetings.views.practicalities import (
    checks,
    food,
    own_food,
    practicalities,
    refreshments,
    room_answer,
    video_withdrawal,
    videos,
    way,
)
from collegium.meetings.views.roles import swap, taking
from collegium.meetings.views.series import addition, dates, more, plan, rhythm, series
from collegium.meetings.views.writing import (
    actions,
    completion,
    confirmation_of_promise,
    note,
    promise,
    promise_wording,
    promises,
    release,
    removal,
)

__all__ = [
    "actions", "addition", "adoption", "after", "afterwards", "agenda", "arrangement", "cancellation", "chair",
    "checks", "closing", "completion", "confirmation", "confirmation_of_promise", "dates", "food", "holding", "item",
    "items", "joining", "length", "live", "meeting", "minutes", "more", "note", "now", "offline_script", "own_food",
    "paper", "place", "plan", "practicalities", "promise", "promise_wording", "promises", "protocol_book",
    "protocols", "refreshments", "release", "removal", "report", "rhythm", "room", "room_answer", "series", "sitting",
    "speaker", "step", "swap", "taking", "time",
    "video_withdrawal", "videos", "way", "withdrawal", "without_network", "wording",
]  # fmt: skip
