"""What a VLE says when somebody opens us there: believed only when everything about it is right.

Nothing of it is kept, but that it was here. It opens no account and touches no session: whoever is signed in in the
same browser stays who they are.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.lti.keys import NoKey, key_of
from collegium.lti.models import Platform, Used
from collegium.lti.models.platform import origin
from collegium.people.models import Person, School
from collegium.people.policies import may_be_signed_on
from collegium.people.signin import whose

SAYS = "https://purl.imsglobal.org/spec/lti/claim/"
CHOOSES = "https://purl.imsglobal.org/spec/lti-dl/claim/"
OPENING, CHOOSING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
SALT = "collegium.lti.state"
# From the click in the VLE until we are open: signing in there may lie between.
GOOD_SECONDS = 600
# Clocks of servers differ.
LEEWAY_SECONDS = 60


class Refused(Exception):
    """It does not open, and why, in a sentence that whoever clicked may read."""


class NotYet(Refused):
    """All is right, but nobody has allowed this place in the VLE."""

    def __init__(self, platform: Platform, number: str) -> None:
        super().__init__()
        self.platform, self.number = platform, number


@dataclass(frozen=True)
class Launch:
    """Somebody in the VLE wants to see ``target``, or to choose something. ``person``: the colleague for whom the VLE
    may speak, or nobody."""

    platform: Platform
    claims: dict[str, Any]
    target: str
    person: Person | None

    @property
    def chooses(self) -> bool:
        return self.claims[f"{SAYS}message_type"] == CHOOSING

    def origins(self) -> list[str]:
        """Who may show the answer in a frame: the VLE, also where it is found at another address than its name."""
        shown_in = self.claims.get(f"{SAYS}launch_presentation")
        back = str(shown_in.get("return_url") or "") if isinstance(shown_in, dict) else ""
        return [*self.platform.origins(), *([origin(back)] if origin(back) else [])]


def launch_address(school: School) -> str:
    return settings.ADDRESS + reverse("lti:launch", args=[school.slug])


def plain(said: Any) -> str:
    """As text that every database takes."""
    return str(said or "").replace("\x00", "")


def is_ours(address: str) -> bool:
    here = urlsplit(settings.ADDRESS)
    try:
        asked = urlsplit(address)
    except ValueError:
        return False
    return (asked.scheme, asked.netloc) == (here.scheme, here.netloc)


def to_the_vle(school: School, asked: Mapping[str, str]) -> str:
    """Where the browser goes to be known. Nothing is kept of it: what must come back travels signed."""
    known = Platform.objects.going().filter(school=school, issuer=plain(asked.get("iss")))
    if asked.get("client_id"):
        known = known.filter(client=plain(asked["client_id"]))
    found = list(known[:2])
    if len(found) != 1:
        raise Refused(_("This VLE is not set up here, or not any more."))
    if not is_ours(asked.get("target_link_uri", "")):
        raise Refused(_("The link in the VLE leads somewhere else than to this Collegium."))
    [platform] = found
    nonce = secrets.token_urlsafe(24)
    query = {
        "scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none",
        "client_id": platform.client, "redirect_uri": launch_address(school), "nonce": nonce,
        "login_hint": asked.get("login_hint", ""),
        "state": signing.dumps({"platform": platform.pk, "nonce": nonce}, salt=SALT),
    }  # fmt: skip
    if asked.get("lti_message_hint"):
        query["lti_message_hint"] = asked["lti_message_hint"]
    return f"{platform.login_address}{'&' if '?' in platform.login_address else '?'}{urlencode(query)}"


def arrive(school: School, sent: Mapping[str, str], *, at: datetime) -> Launch:
    """Whoever comes back from the VLE, once."""
    if sent.get("error"):
        raise Refused(_("The VLE did not say who you are. Sign in there, and open it again."))
    platform, nonce = _state(school, sent.get("state", ""))
    claims = _claims(platform, sent.get("id_token", ""))
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Refused(_("This was meant for another opening. Open it again from the VLE."))
    target = _wanted(claims)
    number = plain(claims.get(f"{SAYS}deployment_id"))
    if not platform.opens_from(number):
        raise NotYet(platform, number)
    if not Used.objects.take(nonce, at=at):
        raise Refused(_("This page was open already. Open it again from the VLE."))
    return Launch(platform, claims, target, who_is(platform, claims))


def who_is(platform: Platform, claims: dict[str, Any]) -> Person | None:
    """As for accounts of the school: only a colleague who is on its staff alone, and only where it vouches."""
    person = whose(platform.speaks_for(claims))
    return person if person and may_be_signed_on(person, platform.school) else None


def _state(school: School, state: str) -> tuple[Platform, str]:
    try:
        held = signing.loads(state, salt=SALT, max_age=GOOD_SECONDS)
    except signing.BadSignature:
        raise Refused(_("This took too long, or did not begin here. Open it again from the VLE.")) from None
    platform = Platform.objects.going().filter(school=school, pk=held["platform"]).first()
    if not platform:
        raise Refused(_("This VLE is not set up here, or not any more."))
    return platform, held["nonce"]


def _claims(platform: Platform, token: str) -> dict[str, Any]:
    """What it says, if it was signed by this VLE, for us, and lately."""
    try:
        said: dict[str, Any] = jwt.decode(
            token, key_of(platform, token), algorithms=["RS256"], audience=platform.client, issuer=platform.issuer,
            leeway=LEEWAY_SECONDS, options={"require": ["exp", "iat", "nonce", "aud", "iss"]},
        )  # fmt: skip
    except jwt.ExpiredSignatureError:
        raise Refused(_("This took too long. Open it again from the VLE.")) from None
    except (jwt.PyJWTError, NoKey, ValueError):
        raise Refused(_("What came was not signed by your VLE for this Collegium.")) from None
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if (several or "azp" in said) and said.get("azp") != platform.client:
        raise Refused(_("What came was not signed by your VLE for this Collegium."))
    return said


def _wanted(claims: dict[str, Any]) -> str:
    """What is asked for, in words that we know, and of us."""
    kind = claims.get(f"{SAYS}message_type")
    if claims.get(f"{SAYS}version") != "1.3.0" or kind not in {OPENING, CHOOSING}:
        raise Refused(_("The VLE asked for something that Collegium does not do."))
    target = str(claims.get(f"{SAYS}target_link_uri") or "")
    if kind == OPENING and not is_ours(target):
        raise Refused(_("The link in the VLE leads somewhere else than to this Collegium."))
    return target
