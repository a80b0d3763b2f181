"""What is asked of a provider, and how python3-saml is told of it."""

from typing import Any

from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request as Request
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Words
from onelogin.saml2.settings import OneLogin_Saml2_Settings as Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from collegium.people import saml
from collegium.people.models import SignOn


def question(sign_on: SignOn) -> tuple[str, str]:
    """The address at which the provider is asked who somebody is, and the number of this question."""
    asked = Request(told(sign_on))
    return Utils.redirect(sign_on.goes_to, {"SAMLRequest": asked.get_request()}), asked.get_id()


def told(sign_on: SignOn) -> Settings:
    school = sign_on.school.slug
    told: dict[str, Any] = {
        "strict": True,
        "sp": {
            "entityId": saml.our_name(school),
            "assertionConsumerService": {"url": saml.our_door(school), "binding": Words.BINDING_HTTP_POST},
            "NameIDFormat": Words.NAMEID_UNSPECIFIED,
        },
        "idp": {
            "entityId": sign_on.issuer,
            "singleSignOnService": {"url": sign_on.goes_to, "binding": Words.BINDING_HTTP_REDIRECT},
            "x509certMulti": {"signing": sign_on.certificates},
        },
        "security": {
            "wantAssertionsSigned": True,
            "rejectDeprecatedAlgorithm": True,
            "requestedAuthnContext": False,
            "wantNameId": False,
            "wantAttributeStatement": False,
            "allowRepeatAttributeName": True,
            "allowSingleLabelDomains": True,
        },
    }
    return Settings(told)
