"""Why somebody's log is kept, and what becomes of it when they are erased."""

from django.utils.translation import gettext_lazy as _

from collegium.cpd.models import Addition, Certificate
from collegium.people.purposes import purpose

log = purpose(
    _("Your own log and certificates"),
    why=_("So that you can show what you did for your own learning."),
    reads=_("you alone, and whom you give a certificate’s link to"),
    until=_("until you withdraw it or are erased"),
)
log.goes(Addition, Certificate)
