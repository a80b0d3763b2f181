from collegium.outcomes.models.author import Author
from collegium.outcomes.models.edition import Edition, Part, Shown
from collegium.outcomes.models.further import Further
from collegium.outcomes.models.policy import Policy, Review
from collegium.outcomes.models.proposal import Answer, DecidedMeanwhile, Proposal, Queue, State, leaders_of
from collegium.outcomes.models.report import ChangedMeanwhile, Reach, Report, StillQuoted, Unfinished
from collegium.outcomes.models.section import Brought, Clash, Kind, Picture, Section, TooLong

__all__ = [
    "Answer", "Author", "Brought", "ChangedMeanwhile", "Clash", "DecidedMeanwhile", "Edition", "Further", "Kind",
    "Part", "Picture", "Policy", "Proposal", "Queue", "Reach", "Report", "Review", "Section", "Shown", "State",
    "StillQuoted", "TooLong", "Unfinished", "leaders_of",
]  # fmt: skip
