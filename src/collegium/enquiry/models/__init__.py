from collegium.enquiry.models.cycle import Cycle, LessonPlan, Missing, Note, Passage, Prediction
from collegium.enquiry.models.idea import Descent, Echo, Idea, IdeaQuerySet, TooWide, TooYoung
from collegium.enquiry.models.meaning import Meaning
from collegium.enquiry.models.question import Question, QuestionWord, Wording
from collegium.enquiry.models.reflection import Reflection, Shared
from collegium.enquiry.models.trial import Asked, TakenUp, Trial, Verdict, waiting_of

__all__ = [
    "Asked",
    "Cycle",
    "Descent",
    "Echo",
    "Idea",
    "IdeaQuerySet",
    "LessonPlan",
    "Meaning",
    "Missing",
    "Note",
    "Passage",
    "Prediction",
    "Question",
    "QuestionWord",
    "Reflection",
    "Shared",
    "TakenUp",
    "TooWide",
    "TooYoung",
    "Trial",
    "Verdict",
    "Wording",
    "waiting_of",
]  # fmt: skip
