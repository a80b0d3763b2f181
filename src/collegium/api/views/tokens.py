"""Somebody's tokens, on a page of their own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.api.forms import NewToken, words_of
from collegium.api.models import Token, TooManyTokens
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, show


@login_required
def tokens(request: SignedIn) -> HttpResponse:
    return _page(request, NewToken())


@acts
@login_required
@ones_own
def making(request: SignedIn) -> HttpResponse:
    """The secret stands on the answer to this form and nowhere else: sent again, the form shows the list."""
    form, at = NewToken(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    made: list[tuple[Token, str]] = []
    try:
        response = once(
            request, lambda: made.append(Token.objects.make(request.user, at=at, **form.given(at))), "api:tokens"
        )
    except TooManyTokens:
        form.add_error(None, _("You have as many tokens as anybody may. Take one back that is not needed any more."))
        return _page(request, form, status=422)
    if not made:
        return response
    token, secret = made[0]
    return show(request, "api/made.html", token=token, secret=secret, words=words_of(token.scopes),
                address=f"{settings.ADDRESS}/api/v1/me")  # fmt: skip


@acts
@login_required
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(Token.objects.visible_to(request.user), pk=number)
    response = once(request, lambda: found.take_back(by=request.user, at=clock.now()), "api:tokens")
    messages.success(request, _("The token opens nothing any more."))
    return response


def _page(request: SignedIn, form: NewToken, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    alive = Token.objects.visible_to(request.user).alive(at).order_by("-at", "-pk")
    held = [(token, words_of(token.scopes)) for token in alive]
    return show(request, "api/tokens.html", status=status, form=form, held=held, webhooks=settings.WEBHOOKS)
