from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.walks.models import LookedIn, LookFor, Sheet, Stop, Walk, Walker

register(Walk, _("Learning walks I prepared"), "school__name", "focus", "first_on", "last_on", "made_at",
         "announced_at", "finished_at", of=("by",))  # fmt: skip
register(Walker, _("Learning walks I walked"), "walk__focus", "walk__first_on")
# Before anybody was there, nobody but the walkers knows what the lot chose.
register(Stop, _("Lessons of mine that were looked into"), "walk__focus", "day", "class_name", of=("teacher",),
         but=Q(is_seen=False))  # fmt: skip
register(Sheet, _("What was written in lessons of mine, and by me on walks"), "stop__walk__focus", "steps",
         of=("stop__teacher", "walker__person"))  # fmt: skip
register(LookedIn, _("How often my lessons were looked into"), "school__name", "year_starts_on", "minutes")
leave_out(LookFor, "what a school looks for in its lessons, which names nobody")
