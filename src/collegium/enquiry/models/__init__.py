from collegium.enquiry.models.idea import Descent, Echo, Idea, IdeaQuerySet, TooWide, TooYoung
from collegium.enquiry.models.trial import Asked, TakenUp, Trial, Verdict, waiting_of

__all__ = [
    "Asked", "Descent", "Echo", "Idea", "IdeaQuerySet", "TakenUp", "TooWide", "TooYoung", "Trial", "Verdict",
    "waiting_of",
]  # fmt: skip
