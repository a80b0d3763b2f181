from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import register
from collegium.years.models import Closing, Outlook

register(Outlook, _("What I said of a group’s next year"), "group__title", "goes_on", "at", of=("by",))
register(Closing, _("Years I closed"), "programme__title", "at", of=("by",))
