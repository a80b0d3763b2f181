from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("mail.letter", {"sent again": _("sent a letter again")})
