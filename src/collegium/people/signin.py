"""Who may sign in, and how allauth is told."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from collegium.people.models import Person


class Backend(AuthenticationBackend):
    """Asks at every request whether the person is still here: who left is out by the next click."""

    def get_user(self, user_id: Any) -> Person | None:
        return Person.objects.signing_in().filter(pk=user_id).first()

    def user_can_authenticate(self, user: Person) -> bool:
        return Person.objects.signing_in().filter(pk=user.pk).exists()


class Adapter(DefaultAccountAdapter):
    """Accounts are made by a school or a group's invitation, never by signing up."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False
