from django.utils.translation import gettext_lazy as _

from collegium.packs.models import Answer, Making, OwnList, Pack
from collegium.people.exporting import leave_out, register

register(Pack, _("Evidence packs I began"), "title", "opening", "from_on", "until_on", "at", of=("by",))
register(Answer, _("What I wrote in evidence packs"), "pack__title", "criterion", "sentence", "at", of=("by",))
register(OwnList, _("Lists of criteria I began"), "title", "about", "at", of=("by",))
leave_out(Making, "the files hold what the pack says; who asked for them stands in their history")
