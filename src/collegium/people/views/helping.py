"""Putting a sentence of help aside, and asking to see all of them again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn
from collegium.people.helping import CARDS, HELP


@login_required
@acts
@ones_own
def aside(request: SignedIn, key: str) -> HttpResponse:
    """It goes from the page, and comes back where its reader asks for that; what is being typed there stays."""
    if key not in CARDS.union(HELP):
        raise Http404
    at, back = clock.now(), request.POST.get("back", "")
    answer = once(request, lambda: request.user.put_aside(key, at=at), back if _is_ours(back) else "/")
    return HttpResponse() if request.htmx else answer  # type: ignore[attr-defined]


def _is_ours(address: str) -> bool:
    return len(address) <= LONGEST and address.startswith("/") and url_has_allowed_host_and_scheme(address, None)


@login_required
@acts
@ones_own
def again(request: SignedIn) -> HttpResponse:
    at = clock.now()
    messages.success(request, _("The sentences of help stand on their pages again."))
    return once(request, lambda: request.user.take_help_again(at=at), "people:me")


LONGEST = 500
