"""Why it is kept which programs act for somebody, and what becomes of that when they are erased."""

from django.utils.translation import gettext_lazy as _

from collegium.api.models import Hook, Message, Token
from collegium.people.purposes import purpose

programs = purpose(
    _("Tokens for programs"),
    why=_("So that a program you chose reads and does what you may, and you see which ones there are."),
    reads=_("you"),
    until=_("while you have an account; a token itself at most a year, and only a digest of it is kept"),
)
programs.goes(Token)

hooks = purpose(
    _("Webhooks"),
    why=_("So that an address you named hears that something happened which you may know of."),
    reads=_("you; the address is told which thing and what was done, by a number, and no word of it"),
    until=_("until you stop it; what was sent, seven days"),
)
hooks.goes(Message, of="hook__person").goes(Hook)
