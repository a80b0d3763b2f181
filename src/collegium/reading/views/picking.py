"""The best ideas: picking, reacting, dots, the shortlist, and trying."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure
from collegium.reading import forms, policies
from collegium.reading import picking as deciding
from collegium.reading.models import Ballot, Best, Closed, NotYet
from collegium.reading.views.finding import find_best, find_reading
from collegium.reading.views.reading import reading_page


@login_required
@acts
def picking(request: SignedIn, number: int) -> HttpResponse:
    found = find_reading(request, number)
    ensure(policies.may_write(request.user, found))
    form, at = forms.Pick(request.POST), clock.now()
    if not form.is_valid():
        return reading_page(request, found, status=422, pick=form)
    return once(
        request, lambda: Best.objects.pick(found, person=request.user, at=at, **form.cleaned_data),
        lambda _best: f"{found.get_absolute_url()}#best",
    )  # fmt: skip


@login_required
@acts
def reacting(request: SignedIn, number: int) -> HttpResponse:
    best = find_best(request, number)
    ensure(policies.may_write(request.user, best.reading))
    form, at = forms.React(request.POST), clock.now()
    if not form.is_valid():
        return reading_page(request, best.reading, status=422, trouble=_("Say it in up to 300 characters."))
    return once(
        request, lambda: best.react(form.cleaned_data["text"], person=request.user, at=at),
        lambda _reaction: f"{best.get_absolute_url()}#best-{best.pk}",
    )  # fmt: skip


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    best = find_best(request, number)
    ensure(policies.may_take_back(request.user, best))
    at = clock.now()
    return once(request, lambda: best.take_back(at=at), best)


@login_required
@acts
def dots(request: SignedIn, number: int) -> HttpResponse:
    """Up to three; what others gave is seen afterwards."""
    found = find_reading(request, number)
    ensure(policies.may_vote(request.user, found))
    form, at = forms.Dots(request.POST, bests=Best.objects.standing().filter(reading=found)), clock.now()
    trouble = _("Put a dot on one idea at least, and on three at most.")
    if form.is_valid():
        try:
            return once(
                request, lambda: Ballot.objects.cast(found, request.user, form.cleaned_data["bests"], at=at),
                lambda _ballot: f"{found.get_absolute_url()}#best",
            )  # fmt: skip
        except Closed:
            trouble = _("The shortlist has just been made: your dots came too late.")
    return reading_page(request, found, status=422, trouble=trouble)


@login_required
@acts
def shortlist(request: SignedIn, number: int) -> HttpResponse:
    found = find_reading(request, number)
    ensure(policies.may_vote(request.user, found))
    at = clock.now()
    try:
        return once(request, lambda: deciding.shortlist(found, by=request.user, at=at), found)
    except NotYet:
        return reading_page(request, found, status=422, trouble=_("Nobody has given a dot yet."))


@login_required
@acts
def trying(request: SignedIn, number: int) -> HttpResponse:
    """I'll try this: a promise to the group, told of like any other."""
    best = find_best(request, number)
    ensure(policies.may_write(request.user, best.reading))
    at = clock.now()
    messages.success(request, _("Promised to your group. It stands on your Today page until you tell how it went."))
    there = f"{best.get_absolute_url()}#best-{best.pk}"
    return once(request, lambda: best.try_it(request.user, at=at), there)
