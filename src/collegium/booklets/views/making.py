"""The press: begin, and stop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.booklets.models import Making, NothingToPrint
from collegium.booklets.views.finding import find_to_edit
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn


@acts
@login_required
def making(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    to = reverse("booklets:desk", args=[found.pk])
    try:
        return once(request, lambda: found.make(by=request.user, at=clock.now()), to)
    except NothingToPrint:
        messages.error(request, _("No piece has the yes of all its authors yet."))
        return once(request, lambda: None, to)


@acts
@login_required
def stopping(request: SignedIn, number: int) -> HttpResponse:
    found = find_to_edit(request, number)
    going = Making.objects.going().filter(booklet=found).first()
    to = reverse("booklets:desk", args=[found.pk])
    return once(request, lambda: going.cancel(by=request.user, at=clock.now()) if going else None, to)
