from django.utils.translation import gettext_lazy as _

from collegium.bulletins.models import Bulletin, Issue
from collegium.people.exporting import register

register(Bulletin, _("Bulletins I put together"), "title", "at", of=("editor",))
register(Issue, _("Bulletins I wrote in"), "week", "opening", "published_at", "withdrawn_at", of=("by",))
