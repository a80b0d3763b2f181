"""Why it is kept how a year ended, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import purpose
from collegium.years.models import Closing, Continuation, Outlook

years = purpose(
    _("How a year ends"),
    why=_("So that a group that goes on is there in September."),
    reads=_("the members of the group, and whoever leads the programme"),
    until=_("as long as the programme is kept"),
)
years.stays(Outlook, Closing, of="by").nobody(Continuation)
