from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.mail.models import Device, Letter, Stopped
from collegium.people.exporting import leave_out, register

# A code to sign in with is a key for an hour and nothing to keep.
register(Letter, _("Letters to me"), "kind", "to", "subject", "text", "written_at", "sent_at", but=Q(kind="key"),
         not_of={"about": "A letter to a colleague that speaks of somebody is that colleague's."})  # fmt: skip
leave_out(Letter.about.through, "Of whom a letter to a colleague speaks is told by that letter, to its reader.")
register(Stopped, _("Letters I do not want"), "kind", "at")
register(Device, _("Devices that ring"), "endpoint", "at")
