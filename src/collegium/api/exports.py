from django.utils.translation import gettext_lazy as _

from collegium.api.models import Hook, Token
from collegium.people.exporting import register

register(Token, _("Tokens for programs"), "title", "scopes", "at", "until", "used_at", "revoked_at")
register(Hook, _("Webhooks"), "address", "areas", "at", "stopped_at")
