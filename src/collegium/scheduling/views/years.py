"""A group's year."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from collegium.kit.web import SignedIn
from collegium.scheduling.views.finding import find_group


@login_required
def year(request: SignedIn, slug: str) -> HttpResponse:
    group = find_group(request, slug)
    return redirect("meetings:series", group.slug)
