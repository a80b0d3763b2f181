import hashlib
import re
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collegium.calendar.feeding import address_of, end_address, feed, owner_of, renew_address
from collegium.calendar.month import month_before, month_of, next_month, zone_of
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, show


@login_required
def mine(request: SignedIn) -> HttpResponse:
    """A month of one's own meetings, and the address that brings them into another calendar."""
    zone = zone_of(request.user)
    today = clock.today(zone.key)
    first = wanted_month(request.GET.get("month", ""), today)
    days = month_of(request.user, first, today, zone)
    return show(
        request,
        "calendar/mine.html",
        first=first,
        before=month_before(first),
        after=next_month(first),
        today=today,
        days=days,
        is_blank=all(day.is_blank for day in days if day.is_of_month),
        address=address_of(request.user, clock.now()),
    )


@login_required
@acts
@ones_own
def address(request: SignedIn) -> HttpResponse:
    """A first address, or a new one instead of the old."""
    return once(request, lambda: renew_address(request.user, at=clock.now()), "calendar:mine")


@login_required
@acts
@ones_own
def ending(request: SignedIn) -> HttpResponse:
    messages.info(request, _("Your calendar address is dead: no other program reads your meetings any more."))
    return once(request, lambda: end_address(request.user, at=clock.now()), "calendar:mine")


@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads, without signing in. An address that is dead or wrong is not there."""
    at = clock.now()
    person = owner_of(token, at)
    if person is None:
        raise Http404
    content = feed(person, at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="collegium.ics"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def wanted_month(text: str, today: date) -> date:
    """The first of the month that was asked for as 2026-11; else of this one."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text, flags=re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
