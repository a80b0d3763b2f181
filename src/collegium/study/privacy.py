"""Why courses are kept, and what becomes of it when somebody is erased."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.study.models import (
    Accompaniment,
    Answer,
    Completion,
    Course,
    Design,
    Goal,
    Help,
    Mentoring,
    Module,
    Webinar,
)

study = purpose(
    _("Courses, help and mentors"),
    why=_("So that colleagues can take a course together and help each other."),
    reads=_("the members of the group; your goal, you and whom you show it to"),
    until=_("as long as the school keeps the group; goals until you are erased"),
)
study.goes(Goal, Goal.people.through, Completion)
study.stays(Help, words=("words",)).stays(Accompaniment, words=("words",))
study.goes(Design, Webinar, Mentoring, where=Q(audience="me"))
study.stays(Design, words=("title", "question", "story"), facts=("approach", "content"))
study.stays(Webinar, words=("title", "purpose", "link")).stays(Mentoring, words=("words",))
study.nobody(Course, Module, Answer)
