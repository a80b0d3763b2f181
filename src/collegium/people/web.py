"""A request of somebody who has signed in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest  # noqa: TID251  the type that pages of every app name

if TYPE_CHECKING:
    from collegium.people.models import Person


class SignedIn(HttpRequest):
    user: "Person"
