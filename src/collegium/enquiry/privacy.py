"""Why questions, trials and ideas are kept, and what becomes of it when somebody is erased."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import (
    Asked,
    Cycle,
    Descent,
    Echo,
    Idea,
    LessonPlan,
    Meaning,
    Note,
    Passage,
    Prediction,
    Question,
    Reflection,
    Shared,
    TakenUp,
    Trial,
    Wording,
)
from collegium.enquiry.models.question import QuestionWord
from collegium.people.purposes import purpose

tried = purpose(
    _("What was tried, questions and ideas"),
    why=_("So that what one teacher found out is there for others."),
    reads=_("whom its author gave it to: the group, the school, the schools it works with"),
    until=_("as long as the school keeps it, or until its author withdraws it"),
)
ALONE = Q(audience="me")
tried.goes(Question, Idea, where=ALONE)
tried.stays(Idea, words=("title", "how", "subject", "ages"))
tried.stays(Question, words=("text", "purpose", "method", "evidence", "finding"))
tried.stays(Wording, of="by", words=("text", "why")).stays(Echo)
tried.stays(Trial, words=("text", "with_class", "went_well", "changed"))
tried.stays(Note, words=("text",)).stays(LessonPlan, words=("text", "why"))
tried.stays(Prediction, words=("pupil", "text", "seen"))
tried.index(QuestionWord, of="question__person").index(Meaning, of="question__person")
tried.nobody(Asked, Cycle, Descent, Passage, TakenUp)

reflections = purpose(
    _("Reflections"),
    why=_("So that somebody can think for themselves, and give away a version when they want to."),
    reads=_("you alone; a version that you gave away, whom you gave it to"),
    until=_("until you delete it or are erased"),
)
reflections.goes(Reflection, Shared.people.through)
reflections.nobody(Shared)
