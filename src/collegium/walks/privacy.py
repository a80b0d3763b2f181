"""Why learning walks are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.walks.models import LookedIn, LookFor, Sheet, Stop, Walk, Walker

walks = purpose(
    _("Learning walks"),
    why=_("So that a school sees how often something happens in its lessons, without grading anybody."),
    reads=_("the staff read totals; a teacher what was written in their lesson, until the walk closes"),
    until=_("totals as long as the school keeps them; whose lesson it was, until the walk closes"),
)
walks.stays(Walk, of="by", words=("focus",), facts=("agreed_with", "seed")).stays(Walker)
walks.stays(Stop, of="teacher", facts=("class_name", "room"))
walks.goes(LookedIn).nobody(LookFor, Sheet)
