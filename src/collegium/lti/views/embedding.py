"""A public report at an address that any site may show in a frame, and where to copy it from."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from collegium.kit.web import SignedIn, show
from collegium.lti import showing
from collegium.lti.framing import framed
from collegium.lti.models import Platform
from collegium.outcomes.models import Report


@require_safe
@cache_control(public=True, no_cache=True)
def embed(request: HttpRequest, number: int) -> HttpResponse:
    """What is public stands in any frame, and by the next request no more when its authors take it back."""
    found = get_object_or_404(Report.objects.public().select_related("edition", "group"), pk=number)
    page = render(request, "lti/report.html", {
        "report": found, "edition": found.edition, "parts": showing.read(found),
        "authors": showing.authors_of(found), "is_public": True, "address": request.path,
    })  # fmt: skip
    return framed(page, ["*"])


@require_safe
@login_required
def passing_on(request: SignedIn, number: int) -> HttpResponse:
    """The link, and for what is public the lines that put it into a page elsewhere."""
    found = get_object_or_404(
        Report.objects.shared().visible_to(request.user).select_related("edition", "group"), pk=number
    )  # fmt: skip
    address = settings.ADDRESS + reverse("lti:embed", args=[found.pk])
    return show(
        request, "lti/passing_on.html", report=found, edition=found.edition, is_public=found.reach == "public",
        address=address, link=settings.ADDRESS + found.get_absolute_url(),
        vles=list(Platform.objects.going().filter(school__in=request.user.schools_now())),
    )  # fmt: skip
