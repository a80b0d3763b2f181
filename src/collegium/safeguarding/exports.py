from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.safeguarding.models import Asking, Look, Opening

# Not the reason, which may be about a pupil, and nothing that was read.
register(Asking, _("Groups I asked to open for safeguarding"), "school__name", "hours", "at", of=("by",),
         not_of={"to": "Whoever was asked reads it on its page; what they said is in their history."})  # fmt: skip
register(Look, _("What I looked at for safeguarding"), "kind", "at")
leave_out(Opening, "It is about a group, and nobody's own; its members read it on its page.")
