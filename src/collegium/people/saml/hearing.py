"""Hears what a provider answers, and believes only what its own signature covers, for us, now, and once."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Words
from onelogin.saml2.errors import OneLogin_Saml2_ValidationError as Invalid
from onelogin.saml2.response import OneLogin_Saml2_Response as Response
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

from collegium.people import saml
from collegium.people.models import SignOn
from collegium.people.saml.asking import told

LARGEST = 400_000
# Minutes within which somebody signs in there and comes back, and by which two clocks may differ.
OLDEST, AHEAD = timedelta(minutes=10), timedelta(minutes=5)
# As long as an answer could be sent again.
REMEMBERED = int((OLDEST + 2 * AHEAD).total_seconds())

UNREADABLE = _("What your provider answered could not be read. Try again, or use a password or a code.")
UNSIGNED = _("Your provider’s answer does not carry its signature. Use a password or a code; tell your technician.")
LATE = _("Your provider’s answer has expired, or a clock is wrong. Try again, or use a password or a code.")
ELSEWHERE = _("Your provider’s answer was meant for another program or another visit. Begin again from this page.")
AGAIN = _("Your provider’s answer was used before. Begin again from this page.")
NOT_THERE = _("Your provider did not let you in. Use a password or a code, or ask your technician.")
WORDS = {
    Invalid.STATUS_CODE_IS_NOT_SUCCESS: NOT_THERE,
    **dict.fromkeys(
        [
            Invalid.NO_SIGNED_ASSERTION, Invalid.NO_SIGNATURE_FOUND, Invalid.INVALID_SIGNATURE,
            Invalid.WRONG_SIGNED_ELEMENT, Invalid.INVALID_SIGNED_ELEMENT, Invalid.UNEXPECTED_SIGNED_ELEMENTS,
            Invalid.DEPRECATED_SIGNATURE_METHOD, Invalid.DEPRECATED_DIGEST_METHOD,
        ],
        UNSIGNED,
    ),
    **dict.fromkeys([Invalid.ASSERTION_EXPIRED, Invalid.ASSERTION_TOO_EARLY, Invalid.SESSION_EXPIRED], LATE),
    **dict.fromkeys(
        [
            Invalid.WRONG_AUDIENCE, Invalid.WRONG_DESTINATION, Invalid.EMPTY_DESTINATION, Invalid.WRONG_ISSUER,
            Invalid.WRONG_SUBJECTCONFIRMATION,
        ],
        ELSEWHERE,
    ),
}  # fmt: skip

# All that a signature needs. Others read files, run style sheets or cut out of what is signed.
TRANSFORMS = {
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
}
BEARER = f"saml:SubjectConfirmation[@Method='{Words.CM_BEARER}']"
CONFIRMED = f"/samlp:Response/saml:Assertion/saml:Subject/{BEARER}/saml:SubjectConfirmationData"

# Under which names providers give a mail address, where the school has not said which.
USUAL = (
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "mail", "email", "emailAddress", "emailaddress",
)  # fmt: skip
WHETHER_CHECKED = ("email_verified", "http://schemas.auth0.com/email_verified")


def heard(sign_on: SignOn, sent: str, *, at: datetime) -> saml.Said:
    """What the provider vouches for. Anything else that somebody sends is refused, with words for whoever waits."""
    if not 0 < len(sent) <= LARGEST:
        raise saml.Refused(UNREADABLE, "length")
    try:
        number, said = _heard(sign_on, sent, at)
    except (saml.Refused, saml.Unasked):
        raise
    except Invalid as trouble:
        raise saml.Refused(WORDS.get(trouble.code, UNREADABLE), str(trouble)) from None
    except Exception as trouble:  # A stranger sends what they like, and a parser knows many ways to fall over.
        raise saml.Refused(UNREADABLE, type(trouble).__name__) from None
    _ensure_new(number, sign_on)
    return said


def _heard(sign_on: SignOn, sent: str, at: datetime) -> tuple[str, saml.Said]:
    """The number of the assertion, and what it says."""
    answer = Response(told(sign_on), sent)
    _ensure_plain_signatures(answer.document)
    door = urlsplit(saml.our_door(sign_on.school.slug))
    came = {"https": "on" if door.scheme == "https" else "off", "http_host": door.netloc, "script_name": door.path}
    answer.is_valid(came, raise_exceptions=True)
    if not answer.get_in_response_to():
        raise saml.Unasked
    _ensure_for_us(answer, sign_on.school.slug)
    _ensure_fresh(answer, at)
    return answer.get_assertion_id(), _said(answer, sign_on)


def _ensure_plain_signatures(document: Any) -> None:
    """One number for one element, one reference to the element around it, and no transform that does more."""
    numbers = Xml.query(document, "//@ID")
    signatures = Xml.query(document, "//ds:Signature")
    references = Xml.query(document, "//ds:Signature/ds:SignedInfo/ds:Reference")
    covered = [one.get("URI") == "#" + one.getparent().getparent().getparent().get("ID", "") for one in references]
    used = set(Xml.query(document, "//ds:Transform/@Algorithm"))
    is_plain = len(set(numbers)) == len(numbers) and len(signatures) == len(references) == sum(covered)
    if not is_plain or used - TRANSFORMS:
        raise saml.Refused(UNSIGNED, "a signature that covers something else")


def _ensure_for_us(answer: Response, school: str) -> None:
    """python3-saml also takes addresses that only begin like ours, and answers that name nobody."""
    door = saml.our_door(school)
    confirmed = any(
        one.get("Recipient") == door and one.get("InResponseTo") == answer.get_in_response_to()
        and one.get("NotOnOrAfter")
        for one in Xml.query(answer.document, CONFIRMED)
    )  # fmt: skip
    if answer.document.get("Destination", door) != door or not confirmed or not answer.get_audiences():
        raise saml.Refused(ELSEWHERE, "for another program or another visit")


def _ensure_fresh(answer: Response, at: datetime) -> None:
    """However long a provider lets its answers live."""
    issued = datetime.fromtimestamp(answer.get_assertion_issue_instant(), UTC)
    ends = [Utils.parse_SAML_to_time(one) for one in Xml.query(answer.document, f"{CONFIRMED}/@NotOnOrAfter")]
    if not at - OLDEST <= issued <= at + AHEAD or min(ends) <= at.timestamp():
        raise saml.Refused(LATE, f"issued {issued:%H:%M:%S}")


def _ensure_new(number: str, sign_on: SignOn) -> None:
    digest = hashlib.sha256(f"{sign_on.issuer} {number}".encode()).hexdigest()
    if not cache.add(f"saml-{digest}", 1, REMEMBERED):
        raise saml.Refused(AGAIN, "a second time")


def _said(answer: Response, sign_on: SignOn) -> saml.Said:
    attributes = answer.get_friendlyname_attributes() | answer.get_attributes()
    name = answer.get_nameid_data()
    address = _address(attributes, name, sign_on.attribute)
    checked = [str(value).lower() for one in WHETHER_CHECKED for value in attributes.get(one, [])]
    is_doubted = any(value not in {"true", "1", "yes"} for value in checked)
    return saml.Said(answer.get_in_response_to(), _account(name, address), address, not is_doubted)


def _address(attributes: dict[str, list[Any]], name: dict[str, str], asked: str) -> str:
    for one in [asked] if asked else USUAL:
        if values := attributes.get(one):
            return saml.only(value.lower() for value in values if isinstance(value, str))
    is_address = not asked and name.get("Format") == Words.NAMEID_EMAIL_ADDRESS
    return saml.only([name["Value"].lower()]) if is_address else ""


def _account(name: dict[str, str], address: str) -> str:
    """The provider's own lasting name for somebody. Empty where it gives none: the address alone says who it is."""
    value = name.get("Value") or ""
    passes = name.get("Format") in {Words.NAMEID_TRANSIENT, Words.NAMEID_EMAIL_ADDRESS} or value.lower() == address
    return "" if passes or not value else hashlib.sha256(value.encode()).hexdigest()
