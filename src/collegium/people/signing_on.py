"""How allauth is told of the providers that schools trust, and whose account each of them may open."""

from typing import Any, Never

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from collegium.kit import fetching
from collegium.people.models import Person, SignOn
from collegium.people.models.sign_on import BY_SAML
from collegium.people.policies import may_be_signed_on
from collegium.people.saml.provider import BySaml
from collegium.people.signin import whose

OPENID = "openid_connect"


class Gone(SocialApp.DoesNotExist, ValueError):
    """Nobody is trusted under this name any more. Between two steps allauth expects a ValueError."""


class SocialAdapter(DefaultSocialAccountAdapter):
    """Providers come from the database; nobody signs up by one; each opens its own school's accounts only."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        found = SignOn.objects.going() if provider in {None, OPENID} else SignOn.objects.called(provider)
        if client_id:
            found = found.filter(client=client_id)
        return [as_app(one) for one in found.exclude(kind=SignOn.Kind.SAML)]

    def get_provider(self, request: Any, provider: str, client_id: Any = None) -> Any:
        """Who speaks SAML stands in no register of allauth's: its own pages for that are not served here."""
        if not provider.startswith(BY_SAML):
            return super().get_provider(request, provider, client_id)
        sign_on = SignOn.objects.called(provider).first()
        if not sign_on:
            raise Gone
        return BySaml(request, sign_on)

    def get_app(self, request: Any, provider: Any, client_id: Any = None) -> SocialApp:
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist:
            raise Gone from None

    def get_requests_session(self) -> requests.Session:
        return fetching.door(inside=settings.SIGN_ON_INSIDE)

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Asked at every sign-in, also of a link made long ago: people come to other schools, providers end."""
        account = sociallogin.account
        sign_on = SignOn.objects.called(account.provider).first()
        claims = said_of(account.extra_data)
        person = sign_on and sociallogin.state.get("process") == "login" and who_is(sign_on, claims)
        if not person:
            _refuse(request, _("This account opens nothing here. Sign in with a password or a code instead."))
        # What the provider told of somebody's picture and name is not ours to keep.
        account.extra_data = {}
        if not account.uid:
            # Known by the address alone: there is nothing to remember, and nothing that a successor would run into.
            sociallogin.user = person
        elif not sociallogin.is_existing:
            sociallogin.connect(request, person)
        elif sociallogin.user != person:
            _refuse(request, _("This account belonged to somebody else before. Ask whoever keeps your accounts."))
        SocialAccount.objects.filter(provider=account.provider, uid=account.uid).update(extra_data={})

    def on_authentication_error(self, request: Any, provider: Any, **more: Any) -> None:
        _refuse(request, _("That did not sign you in. Try again, or use a password or a code."))


def said_of(data: dict[str, Any]) -> dict[str, Any]:
    """What the provider's page and its token say of somebody; where both say something, the token holds."""
    return (data.get("userinfo") or {}) | (data.get("id_token") or {})


def who_is(sign_on: SignOn, claims: dict[str, Any]) -> Person | None:
    """The colleague whom the provider may vouch for, if this school alone looks after the account."""
    person = whose(sign_on.speaks_for(claims))
    return person if person and may_be_signed_on(person, sign_on.school) else None


def as_app(sign_on: SignOn) -> SocialApp:
    return SocialApp(
        provider=OPENID, provider_id=sign_on.school.slug, name=str(sign_on.get_kind_display()),
        client_id=sign_on.client, secret=sign_on.secret,
        settings={"server_url": sign_on.issuer, "oauth_pkce_enabled": True},
    )  # fmt: skip


def is_answered(issuer: str) -> str:
    """Ask a provider who it is, before anybody relies on it; what is in the way, in a sentence."""
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            answer = session.get(address)
        document = answer.json() if answer.status_code == requests.codes.ok else {}
    except fetching.NotOutside:
        return _("This address leads to a machine inside. A technician can allow that: sign_on_inside.")
    except (requests.RequestException, ValueError):
        return _("Nothing that knows accounts answers at this address.")
    if not isinstance(document, dict) or str(document.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        return _("What answers there says another address of itself, or none. Copy it from the provider’s page.")
    return ""


def _refuse(request: Any, words: str) -> Never:
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("account_login"))
