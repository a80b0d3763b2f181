"""A report or a group's card put into a course: what the VLE is given for it (LTI deep linking)."""

import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from collegium.lti.launching import CHOOSES, SAYS, Launch, Refused, plain
from collegium.lti.models import Key, Platform
from collegium.lti.models.platform import origin
from collegium.people.models import Person
from collegium.people.policies import may_be_signed_on

SALT = "collegium.lti.choice"
# As long as somebody looks at a list.
GOOD_SECONDS = 1_800
TAKES = "ltiResourceLink"


def remember(launch: Launch) -> str:
    """What the list must carry until something is chosen from it, signed."""
    asked = launch.claims.get(f"{CHOOSES}deep_linking_settings")
    asked = asked if isinstance(asked, dict) else {}
    back = str(asked.get("deep_link_return_url") or "")
    if not origin(back) or TAKES not in (asked.get("accept_types") or []):
        raise Refused(_("The VLE takes no links from Collegium in this place."))
    return signing.dumps(
        {"platform": launch.platform.pk, "person": launch.person.pk if launch.person else None, "back": back,
         "data": asked.get("data"), "deployment": plain(launch.claims[f"{SAYS}deployment_id"]),
         "origins": launch.origins()},
        salt=SALT, compress=True,
    )  # fmt: skip


def remembered(slug: str, token: str) -> tuple[dict[str, Any], Platform, Person | None]:
    """Who chooses for which VLE: still trusted, still a colleague."""
    try:
        held: dict[str, Any] = signing.loads(token, salt=SALT, max_age=GOOD_SECONDS)
    except signing.BadSignature:
        raise Refused(_("This took too long. Open it again from the VLE.")) from None
    platform = Platform.objects.going().filter(school__slug=slug, pk=held["platform"]).first()
    if not platform or not platform.opens_from(held["deployment"]):
        raise Refused(_("This VLE is not set up here, or not any more."))
    person = Person.objects.signing_in().filter(pk=held["person"]).first() if held["person"] else None
    if person and not may_be_signed_on(person, platform.school):
        person = None
    return held, platform, person


def answer(held: dict[str, Any], platform: Platform, key: Key, *, title: str, text: str, address: str) -> str:
    """The link, signed by us for this VLE."""
    now = int(time.time())
    said = {
        "iss": platform.client, "aud": platform.issuer, "iat": now, "exp": now + 300,
        "nonce": signing.dumps(now, salt=SALT)[-32:],
        f"{SAYS}deployment_id": held["deployment"], f"{SAYS}message_type": "LtiDeepLinkingResponse",
        f"{SAYS}version": "1.3.0",
        f"{CHOOSES}content_items": [
            {"type": TAKES, "title": title, "text": text, "url": settings.ADDRESS + address}
        ],
    }  # fmt: skip
    if held["data"] is not None:
        said[f"{CHOOSES}data"] = held["data"]
    return key.sign(said)
