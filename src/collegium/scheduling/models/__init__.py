from collegium.scheduling.models.place import Room, Travel
from collegium.scheduling.models.poll import (
    Moment,
    Option,
    Poll,
    PollClosed,
    PollQuerySet,
    Refused,
    TooMany,
)
from collegium.scheduling.models.programme import GroupYear, ProgrammeYear
from collegium.scheduling.models.reply import Reply, Vote
from collegium.scheduling.models.year import Agreement, Choosing, Settled, Year

__all__ = [
    "Agreement", "Choosing", "GroupYear", "Moment", "Option", "Poll", "PollClosed", "PollQuerySet", "ProgrammeYear",
    "Refused", "Reply", "Room", "Settled", "TooMany", "Travel", "Vote", "Year",
]  # fmt: skip
