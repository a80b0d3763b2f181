"""A VLE that sets itself up by a one-time link (LTI dynamic registration)."""

from datetime import datetime, timedelta
from typing import Any

import requests
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import fetching
from collegium.lti.launching import launch_address
from collegium.lti.models import Key, Platform
from collegium.lti.models.platform import origin
from collegium.people.models import Link, School
from collegium.people.policies import may_keep

PURPOSE = "vle"
GOOD_FOR = timedelta(days=2)
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"


class NotRegistered(Exception):
    """What was in the way, in a sentence."""


def school_of(token: str, at: datetime) -> tuple[Link, School] | None:
    """Whose link this is, while they keep the accounts of that school."""
    link = Link.objects.opened_by(token, PURPOSE, at)
    school = link and School.objects.filter(pk=link.thing).first()
    return (link, school) if link and school and may_keep(link.person, school) else None


def register(link: Link, school: School, address: str, token: str, *, at: datetime) -> Platform:
    """Ask the VLE what it is, tell it what we are, and keep what it says. The link is used up when it is told."""
    told = _document(address)
    if not Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        raise NotRegistered(_("This link was used already."))
    Key.objects.ours(at=at)
    client, deployments = _registered(told, _about_us(school), token)
    product = told.get(PLATFORM)
    name = str(product.get("product_family_code") or "") if isinstance(product, dict) else ""
    return Platform.objects.set_up(
        school, name=name.capitalize()[:80] or "VLE", issuer=told["issuer"], client=client,
        login_address=told["authorization_endpoint"], keys_address=told["jwks_uri"], deployments=deployments,
        by=link.person, at=at,
    )  # fmt: skip


def _document(address: str) -> dict[str, Any]:
    told = _ask("GET", address)
    wanted = ("issuer", "authorization_endpoint", "jwks_uri", "registration_endpoint")
    if not all(isinstance(told.get(one), str) and 0 < len(told[one]) <= 500 for one in wanted):
        raise NotRegistered(_("What answers there is not a VLE that can set itself up."))
    if not origin(address) or origin(told["issuer"]) != origin(address) or len(told["issuer"]) > 200:
        raise NotRegistered(_("The VLE says another address of itself. Copy its addresses by hand instead."))
    if not all(is_address(told[one]) for one in wanted[1:]):
        raise NotRegistered(_("Addresses of a VLE begin with https://."))
    return told


def is_address(address: str) -> bool:
    """By HTTPS; without it only where a technician allowed machines of the school's own."""
    return bool(origin(address)) and (address.startswith("https://") or settings.SIGN_ON_INSIDE)


def _registered(told: dict[str, Any], about: dict[str, Any], token: str) -> tuple[str, list[str]]:
    given = _ask("POST", told["registration_endpoint"], json=about,
                 headers={"Authorization": f"Bearer {token}"} if token else {})  # fmt: skip
    client = str(given.get("client_id") or "")
    if not 0 < len(client) <= 200:
        raise NotRegistered(_("The VLE did not take Collegium. Make a new link, and try once more."))
    tool = given.get(TOOL)
    number = str(tool.get("deployment_id") or "")[:255] if isinstance(tool, dict) else ""
    return client, [number] if number else []


def _ask(method: str, address: str, **more: Any) -> dict[str, Any]:
    try:
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            answer = session.request(method, address, **more)
        found = answer.json() if answer.ok else None
    except fetching.NotOutside:
        raise NotRegistered(
            _("This address leads to a machine inside. A technician can allow that: sign_on_inside.")
        ) from None
    except (requests.RequestException, ValueError):
        raise NotRegistered(_("The VLE does not answer at the address that it gave.")) from None
    if not isinstance(found, dict):
        raise NotRegistered(_("The VLE did not take Collegium. Make a new link, and try once more."))
    return found


def _about_us(school: School) -> dict[str, Any]:
    """Who we are and what we ask for: the mail address to know colleagues by; no names, no roster, no marks."""
    here = settings.ADDRESS
    launch = launch_address(school)
    return {
        "application_type": "web", "response_types": ["id_token"], "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": here + reverse("lti:login", args=[school.slug]), "redirect_uris": [launch],
        "client_name": "Collegium", "jwks_uri": here + reverse("lti:keys"),
        "token_endpoint_auth_method": "private_key_jwt", "scope": "",
        TOOL: {
            "domain": here.partition("://")[2], "target_link_uri": launch, "claims": ["iss", "sub", "email"],
            "description": _("Reports and groups of colleagues"),
            "messages": [
                {"type": "LtiResourceLinkRequest"},
                {"type": "LtiDeepLinkingRequest", "target_link_uri": launch, "label": _("Choose from Collegium")},
            ],
        },
    }  # fmt: skip
