from collegium.forming.views.changing import arrangement, group, halves, keeping, move, newcomer, place
from collegium.forming.views.looking import formation, left_outside, printed, problem, programme, progress
from collegium.forming.views.midyear import (
    adjusting_page,
    adjustment,
    adjustment_progress,
    adjustments,
    carrying_out,
)
from collegium.forming.views.sharing import share, sharing
from collegium.forming.views.trying import choice, end, restart, rules, tries, undoing
from collegium.forming.views.weighing import weighing, weighings

__all__ = [
    "adjusting_page", "adjustment", "adjustment_progress", "adjustments", "arrangement", "carrying_out",
    "choice", "end", "formation", "group", "halves", "keeping", "left_outside", "move", "newcomer", "place",
    "printed", "problem", "programme", "progress", "restart", "rules", "share", "sharing", "tries", "undoing",
    "weighing", "weighings",
]  # fmt: skip
