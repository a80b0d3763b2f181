"""A school's SAML provider as allauth sees one: the way out, and who came back."""

from importlib import import_module
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import Provider, ProviderAccount
from django.shortcuts import redirect

from collegium.people.models import SignOn
from collegium.people.saml import Said


class BySaml(Provider):
    """allauth's own pages for SAML keep whatever a stranger sends in a session before they look at it, fetch past our
    door, and know one certificate: here only its accounts, its second step and its sessions are used."""

    id = "saml"
    account_class = ProviderAccount

    def __init__(self, request: Any, sign_on: SignOn) -> None:
        self.sign_on = sign_on
        self.name = str(sign_on.get_kind_display())
        super().__init__(request, app=SocialApp(provider=self.id, provider_id=sign_on.provider, name=self.name))

    def redirect(self, request: Any, process: Any, next_url: Any = None, data: Any = None, **more: Any) -> Any:
        """To the provider with a question whose number this browser alone holds, for ten minutes and one answer."""
        asking = import_module("collegium.people.saml.asking")
        address, number = asking.question(self.sign_on)
        self.stash_redirect_state(request, process, state_id=number)
        return redirect(address)

    def login_of(self, said: Said) -> SocialLogin:
        claims = {"email": said.address, "email_verified": said.is_vouched_for}
        account = SocialAccount(provider=self.sub_id, uid=said.account, extra_data={"userinfo": claims})
        return SocialLogin(account=account, provider=self)

    def serialize(self) -> dict[str, Any]:
        """Between the two steps of a sign-in it is found again by its name."""
        return {"id": self.sub_id}
