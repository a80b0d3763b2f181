"""The fixed sign-ins of the demo network, shown on its sign-in page and listed in docs/demo.md."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PASSWORD = "tea-and-biscuits"  # noqa: S105  everybody may know it: the demo holds made-up people only


class SignIn(NamedTuple):
    address: str
    role: str | Promise


SIGNINS = (
    SignIn("teacher@northgate.example", _("a teacher of science, in a learning group")),
    SignIn("coordinator@northgate.example", _("coordinates a learning group")),
    SignIn("leader@northgate.example", _("leads an action learning set")),
    SignIn("cpd@northgate.example", _("deputy head: opens the programme and forms groups")),
    SignIn("head@northgate.example", _("headteacher")),
    SignIn("newstaff@northgate.example", _("new this year")),
    SignIn("admin@northgate.example", _("keeps the accounts")),
    SignIn("teacher@harbour.example", _("a teacher at another school")),
    SignIn("network@trust.example", _("leads the trust’s network")),
)


def is_here_alone() -> bool:
    """Nobody but whoever sits at this computer may come here; beyond it the sign-ins have passwords of their own."""
    return settings.HERE["host"] in LOOPBACK and urlsplit(settings.ADDRESS).hostname in LOOPBACK
