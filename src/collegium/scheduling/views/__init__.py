from collegium.scheduling.views.answering import answer, answer_by_link, suggestion, suggestion_by_link, times_by_link
from collegium.scheduling.views.polls import closing, poll, polls, reminder, restoration, times, withdrawal
from collegium.scheduling.views.years import year

__all__ = [
    "answer", "answer_by_link", "closing", "poll", "polls", "reminder", "restoration", "suggestion",
    "suggestion_by_link", "times", "times_by_link", "withdrawal", "year",
]  # fmt: skip
