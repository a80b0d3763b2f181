from collegium.scheduling.views.answering import answer, answer_by_link, suggestion, suggestion_by_link, times_by_link
from collegium.scheduling.views.moving import move, moves
from collegium.scheduling.views.places import description, room_removal, rooms, travel, ways
from collegium.scheduling.views.polls import closing, poll, polls, reminder, restoration, times, withdrawal
from collegium.scheduling.views.programmes import end, plans, programme, programme_year, progress, proposal, restart
from collegium.scheduling.views.years import agreement, choosing, dropping, taking, year, years

__all__ = [
    "agreement", "answer", "answer_by_link", "choosing", "closing", "description", "dropping", "end", "move",
    "moves", "plans", "poll", "polls", "programme", "programme_year", "progress", "proposal", "reminder",
    "restart", "restoration", "room_removal", "rooms", "suggestion", "suggestion_by_link", "taking", "times",
    "times_by_link", "travel", "ways", "withdrawal", "year", "years",
]  # fmt: skip
