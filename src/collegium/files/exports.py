from django.utils.translation import gettext_lazy as _

from collegium.files.models import File
from collegium.people.exporting import register

register(File, _("Files I brought"), "name", "kind", "size", "describes", "at")
