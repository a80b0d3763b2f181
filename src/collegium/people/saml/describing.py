"""Reads what a provider says of itself (its metadata)."""

import base64
from typing import Any

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

from collegium.people.saml import Described, Refused

MOST_CERTIFICATES = 10


def describe(content: bytes) -> Described:
    """The provider whose description this is. What it lacks, or what we cannot do, is said in a sentence."""
    root = _tree(content)
    if len(Xml.query(root, "//md:IDPSSODescriptor")) != 1:
        raise Refused(_("This describes no provider of accounts, or several. Ask for yours alone."), "number")
    found: dict[str, Any] = Parser.parse(root)
    provider = found["idp"]
    name, goes_to = provider.get("entityId", ""), provider.get("singleSignOnService", {}).get("url", "")
    if not name or not _is_address(goes_to):
        raise Refused(_("It names no address with https:// where people sign in (HTTP-Redirect)."), "address")
    if found.get("security", {}).get("authnRequestsSigned"):
        raise Refused(_("It wants requests to be signed, and ours are not. Switch that off there first."), "signed")
    return Described(name, goes_to, _certificates(provider))


def _tree(content: bytes) -> Any:
    """No tree where somebody hides a bomb or another file in it: such declarations are refused before anything."""
    try:
        return Xml.to_etree(content.strip())
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(_("This cannot be read as a provider’s metadata (XML)."), "XML") from None


def _is_address(text: str) -> bool:
    return text.startswith("https://") or (settings.SIGN_ON_INSIDE and text.startswith("http://"))


def _certificates(provider: dict[str, Any]) -> tuple[str, ...]:
    several = provider.get("x509certMulti", {}).get("signing", [])
    found = tuple(several or filter(None, [provider.get("x509cert")]))
    try:
        for one in found:
            x509.load_der_x509_certificate(base64.b64decode(one, validate=True))
    except ValueError:
        found = ()
    if not 0 < len(found) <= MOST_CERTIFICATES:
        raise Refused(_("It holds no certificate by which its signature could be known."), "certificate")
    return found
