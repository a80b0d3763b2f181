from django.utils.translation import gettext_lazy as _

from collegium.lti.models import Platform
from collegium.people.exporting import register

register(Platform, _("VLEs I set up"), "school__name", "name", "at", of=("by",))
