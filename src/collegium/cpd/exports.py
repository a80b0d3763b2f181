from django.utils.translation import gettext_lazy as _

from collegium.cpd.models import Addition, Certificate
from collegium.people.exporting import register

register(Addition, _("What I added to my log"), "on", "title", "role", "minutes", "kind", "at")
register(Certificate, _("My certificates"), "from_on", "until_on", "content", "at", "withdrawn_at")
