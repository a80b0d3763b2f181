"""Guides for whoever begins: anybody who has come in may read each of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from collegium.kit.web import SignedIn, show
from collegium.programmes.guides import guide_to, guides
from collegium.programmes.models import Approach


@login_required
def all_guides(request: SignedIn) -> HttpResponse:
    return show(request, "programmes/guides.html", guides=guides())


@login_required
def guide(request: SignedIn, key: str) -> HttpResponse:
    """With the way to the same at one's own school, which may have changed its stages."""
    found = guide_to(key)
    if found is None:
        raise Http404
    ours = Approach.objects.in_use().filter(school__in=request.user.schools_now(), key=key).order_by("pk").first()
    return show(request, "programmes/guide.html", guide=found, ours=ours)
