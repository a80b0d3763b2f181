from django.utils.translation import gettext_lazy as _

from collegium.evidence.models import Remark, Results, Sample
from collegium.people.exporting import register

register(Results, _("Totals of results I brought"), "school__name", "title", "measured_on", "at", of=("by",))
register(Remark, _("Remarks from outside that I kept"), "text", "source", "said_on", "at", of=("by",))
register(Sample, _("Pieces of work I added"), "group__title", "title", "about", "consent_on", "at", of=("by",))
