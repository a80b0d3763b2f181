from collegium.reading.models.best import Ballot, Best, Closed, Dot, NotYet, Reaction
from collegium.reading.models.reading import Comment, Place, Pledge, Reading, Section, Taken

__all__ = ["Ballot", "Best", "Closed", "Comment", "Dot", "NotYet", "Place", "Pledge", "Reaction", "Reading",
           "Section", "Taken"]  # fmt: skip
