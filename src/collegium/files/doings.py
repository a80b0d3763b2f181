from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("files.file", {"brought": _("brought a file"), "removed": _("removed a file")})
