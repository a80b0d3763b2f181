from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.study.models import Accompaniment, Completion, Design, Goal, Help, Mentoring, Webinar

register(Help, _("Where I offered or asked for help"), "course__group__title", "kind", "offers", "words", "at")
register(Goal, _("My goals in courses"), "course__group__title", "text", "for_group", "at",
         not_of={"people": "whom it was shown to stands with its author"})  # fmt: skip
register(Completion, _("How far I came in courses"), "course__group__title", "words", "is_shown", "at")
register(Design, _("How groups were set up, as I shared it"), "title", "story", "audience", "at", "withdrawn_at")
register(Webinar, _("Webinars I announced"), "title", "purpose", "link", "starts_at", "audience", "at",
         "withdrawn_at")  # fmt: skip
leave_out(Goal.people.through, "whom a goal was shown to stands with its author")
register(Mentoring, _("Where I offered to go along"), "words", "most", "audience", "at", "withdrawn_at")
register(Accompaniment, _("Whom I asked to go along"), "words", "at", "accepted", "ended_at")
