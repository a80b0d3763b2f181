"""Who may sign in, and how allauth is told."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Person

log = logging.getLogger("collegium.signing_in")

# What opens an account, and so is worth nothing an hour later.
KEYS = {"account/email/login_code", "account/email/password_reset_key", "account/email/email_confirmation"}


def whose(email: str) -> Person | None:
    """Who may sign in with this address.

    allauth's own table also holds addresses that somebody had once, or only typed: they open nobody's account.
    """
    return Person.objects.signing_in().filter(email=email.lower()).first() if email else None


@written_once
def _on_a_staff(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number).on_a_staff()


@written_once
def _signing_in(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number).signing_in()


class Backend(AuthenticationBackend):
    """Asks at every request whether the person is still here: who left is out by the next click."""

    def get_user(self, user_id: Any) -> Person | None:
        # Asked at every request of everybody: nearly all are on a staff, and the whole question costs three times it.
        number = int(user_id)
        return next(iter(_on_a_staff(number) or _signing_in(number)), None)

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        found: Person | None = self._check_password(whose(email or ""), password)
        return found

    def user_can_authenticate(self, user: Person) -> bool:
        return Person.objects.signing_in().filter(pk=user.pk).exists()


class Adapter(DefaultAccountAdapter):
    """Accounts are made by a school or a group's invitation, never by signing up."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        """In the log without the address: a password typed into the wrong field would stand there."""
        super().authentication_failed(request, **credentials)
        log.warning("A sign-in failed")

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        log.info("Signed in: %s", user.pseudonym)

    def logout(self, request: Any) -> None:
        log.info("Signed out: %s", getattr(request.user, "pseudonym", "nobody"))
        super().logout(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox like every other letter: no page waits for the mail server."""
        words = {"email": email, **_without_request(context)}
        put_in(
            AccountLetter(
                to=email,
                subject=" ".join(render_to_string(f"{template_prefix}_subject.txt", words).split()),
                text=render_to_string(f"{template_prefix}_message.txt", words).strip(),
                at=clock.now(),
                person=Person.objects.filter(email__iexact=email).first(),
                is_key=template_prefix in KEYS,
            )
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", args=["0", "KEY"]).replace("0-KEY", key)
        return settings.ADDRESS + path

    def get_email_confirmation_url(self, request: Any, emailconfirmation: Any) -> str:
        return settings.ADDRESS + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("people:me")

    def get_client_ip(self, request: Any) -> str:
        """Who knocks. What a proxy of the school's own says stands here already; what anybody else says does not."""
        return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def _without_request(words: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in words.items() if name != "request"}
