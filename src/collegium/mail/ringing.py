"""Letting a phone ring when a letter went: through the push service of the browser's maker, which cannot read it."""

import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from webpush import WebPush, WebPushSubscription
from webpush.types import WebPushKeys
from webpush.vapid import VAPID

from collegium.kit import clock, fetching
from collegium.kit.jobs import job, later
from collegium.mail import budget
from collegium.mail.composing import bare_sender
from collegium.mail.models import Device, Letter, RingKey

logger = logging.getLogger("collegium.mail")

# The push services of the browsers that there are: a form can send us nowhere else.
SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
# A phone that is off for longer than this learns it from its letters.
KEPT = timedelta(days=1)
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


def is_known_service(endpoint: str) -> bool:
    """Whether this is the address of a push service that we know, by HTTPS."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    known = any(host == name or host.endswith(f".{name}") for name in SERVICES)
    return parts.scheme == "https" and known and port in {None, 443} and "@" not in parts.netloc


def public_key() -> str:
    """Ours, as browsers want it: the notices that they take are signed with its other half."""
    return VAPID.get_application_server_key(load_pem_public_key(RingKey.objects.ours(at=clock.now()).public))


def ask_to_ring(letter: Letter) -> None:
    """When a letter went that is not only an answer to what somebody just did: at most two a week."""
    if settings.NOTICES and budget.is_counted(letter) and Device.objects.filter(person=letter.person_id).exists():
        later(ring, letter.pk)


@job
def ring(number: int) -> None:
    """On every device of whom the letter is for. Run again, the notice stands in the place of the first."""
    letter = Letter.objects.filter(pk=number).exclude(subject="").first()
    if letter:
        for device in Device.objects.in_use(clock.now()).filter(person=letter.person_id).order_by("pk"):
            tell(device, name=f"letter-{letter.pk}", words=letter.subject)


@job
def try_out(number: int) -> None:
    """A notice that means nothing, so that the device's person sees one."""
    device = Device.objects.in_use(clock.now()).filter(pk=number).select_related("person").first()
    if device:
        with override(device.person.language or settings.LANGUAGE_CODE):
            tell(device, name="trial", words=_("So it looks when something waits for you."))


def tell(device: Device, *, name: str, words: str) -> None:
    """``name``: a later notice of this name replaces an earlier one. Whoever is not reached has their letter."""
    answer = _send(device, name, {"title": "Collegium", "body": words, "tag": name, "url": "/"})
    if answer in GONE:
        device.forget()
    elif answer // 100 != 2:
        logger.warning("A push service answered %s.", answer)


def _send(device: Device, name: str, said: dict[str, Any]) -> int:
    """What came back; 0: nothing. The push service sees the name, the length and to whom; it cannot read a word."""
    key = RingKey.objects.ours(at=clock.now())
    pusher = WebPush(key.private.encode(), key.public, bare_sender(), ttl=int(KEPT.total_seconds()))
    try:
        keys = WebPushKeys(auth=device.secret, p256dh=device.key)
        message = pusher.get(said, WebPushSubscription(endpoint=device.endpoint, keys=keys))
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            headers = {**message.headers, "Topic": name}
            answer = session.post(device.endpoint, data=message.encrypted, headers=headers, allow_redirects=False)
    except (requests.RequestException, ValueError):
        return 0
    return answer.status_code
