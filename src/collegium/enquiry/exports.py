from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import (
    Echo,
    Idea,
    LessonPlan,
    Note,
    Prediction,
    Question,
    Reflection,
    Shared,
    Trial,
    Wording,
)
from collegium.people.exporting import leave_out, register

register(Trial, _("What I tried"), "group__title", "text", "verdict", "with_class", "went_well", "changed", "at",
         "let_go_at")  # fmt: skip
register(Idea, _("Ideas I passed on"), "title", "how", "subject", "ages", "audience", "at", "withdrawn_at")
register(Echo, _("What I told of others’ ideas"), "named", "with_words", "at")
register(Question, _("My questions"), "text", "purpose", "method", "evidence", "finding", "audience", "at",
         "withdrawn_at")  # fmt: skip
register(Wording, _("How I worded questions"), "text", "why", "at", of=("by",))
register(Note, _("What I noted in a cycle"), "stage__name", "text", "at")
register(Prediction, _("What I predicted"), "stage__name", "pupil", "text", "seen", "at", "seen_at")
register(LessonPlan, _("Lessons I planned for the group"), "number", "text", "why", "at")
register(Reflection, _("My reflections, which nobody else reads"), "prompt", "text", "at", "changed_at")
register(Shared, _("Reflections I gave to somebody"), "prompt", "text", "at", "withdrawn_at",
         of=("reflection__person",), not_of={"people": "a version given away is its author's"})  # fmt: skip
leave_out(Shared.people.through, "who was given a version stands with its author")
