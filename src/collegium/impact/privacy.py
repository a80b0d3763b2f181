"""Why comparisons are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.impact.models import Comparison, Counts, SharedRound
from collegium.people.purposes import purpose

impact = purpose(
    _("Comparisons"),
    why=_("So that a school can ask whether its groups change anything, with numbers and no names."),
    reads=_("the school, of at least ten people and two groups"),
    until=_("as long as the school keeps them"),
)
impact.stays(Comparison, of="by").stays(Counts, of="by", facts=("department",))
impact.stays(SharedRound, of="by", facts=("aspects",))
