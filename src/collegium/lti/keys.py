"""The keys of a VLE: asked at its own address, by the one door, and not at every launch."""

from datetime import timedelta
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.cache import cache

from collegium.kit import clock, fetching
from collegium.kit.models import Allowance
from collegium.lti.models import Platform

KEPT_SECONDS = 900
# Whoever sends tokens with made-up keys must not have us ask the VLE each time.
MOST_A_MINUTE = 6


class NoKey(Exception):
    """Nobody says that this key is the VLE's."""


def key_of(platform: Platform, token: str) -> jwt.PyJWK:
    """The key by which the VLE says this was signed."""
    name = str(jwt.get_unverified_header(token).get("kid") or "")
    kept = f"lti-keys-{platform.pk}-{platform.keys_address}"[:240].replace(" ", "")
    held: dict[str, Any] = cache.get(kept) or {}
    if name not in held and Allowance.objects.use(
        f"vle keys {platform.pk}", most=MOST_A_MINUTE, within=timedelta(minutes=1), at=clock.now()
    ):
        held = _asked(platform.keys_address)
        cache.set(kept, held, KEPT_SECONDS)
    if name not in held:
        raise NoKey
    return jwt.PyJWK(held[name], "RS256")


def _asked(address: str) -> dict[str, Any]:
    try:
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            answer = session.get(address)
        told = answer.json()["keys"] if answer.status_code == requests.codes.ok else []
        return {str(one["kid"]): one for one in told if one.get("kty") == "RSA" and "kid" in one}
    except (requests.RequestException, ValueError, LookupError, TypeError, AttributeError):
        raise NoKey from None
