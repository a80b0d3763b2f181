from collegium.impact.models.comparison import Comparison, Counts, Settled
from collegium.impact.models.shared import SharedRound, TooNear, schools_in_leadership_of

__all__ = ["Comparison", "Counts", "Settled", "SharedRound", "TooNear", "schools_in_leadership_of"]
