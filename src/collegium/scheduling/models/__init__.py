from collegium.scheduling.models.poll import (
    Moment,
    Option,
    Poll,
    PollClosed,
    PollQuerySet,
    Refused,
    TooMany,
)
from collegium.scheduling.models.reply import Reply, Vote

__all__ = ["Moment", "Option", "Poll", "PollClosed", "PollQuerySet", "Refused", "Reply", "TooMany", "Vote"]
