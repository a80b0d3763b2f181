from collegium.reading.models.best import Ballot, Best, Closed, Dot, NotYet, Reaction
from collegium.reading.models.phrase import Phrase, Spotted
from collegium.reading.models.reading import Comment, Place, Pledge, Reading, Section, Taken

__all__ = ["Ballot", "Best", "Closed", "Comment", "Dot", "NotYet", "Phrase", "Place", "Pledge", "Reaction", "Reading",
           "Section", "Spotted", "Taken"]  # fmt: skip
