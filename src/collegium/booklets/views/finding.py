"""The first door of each page."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from collegium.booklets import policies
from collegium.booklets.models import Booklet
from collegium.kit.web import SignedIn, ensure
from collegium.people.models import Person


def find_to_read(request: HttpRequest, number: int) -> Booklet:
    """What strangers may read they read without signing in; everything else is not there for them."""
    known = Booklet.objects.public()
    if isinstance(request.user, Person):
        known = Booklet.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("school"), pk=number)


def find_to_edit(request: SignedIn, number: int) -> Booklet:
    known = Booklet.objects.visible_to(request.user).select_related("school", "by")
    found = get_object_or_404(known, pk=number)
    ensure(policies.may_edit(request.user, found))
    return found
