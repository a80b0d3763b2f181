from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.mail.models import Letter, Stopped
from collegium.people.exporting import register

# A code to sign in with is a key for an hour and nothing to keep.
register(Letter, _("Letters to me"), "kind", "to", "subject", "text", "written_at", "sent_at", but=Q(kind="key"))
register(Stopped, _("Letters I do not want"), "kind", "at")
