"""What a group keeps at hand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.groups.faces import face
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.library import policies
from collegium.library.models import Shelving
from collegium.library.views.finding import find_own_group, find_work, my_groups


@login_required
def shelf(request: SignedIn, slug: str) -> HttpResponse:
    """The works that members put there: to each those that they may see."""
    group = find_own_group(request, slug)
    standing = Shelving.objects.visible_to(request.user).filter(group=group, work__withdrawn_at=None)
    return show(
        request, "library/shelf.html", group=group, face=face(group, request.user), tab="shelf",
        shelvings=standing.select_related("work", "by").order_by("-at", "-pk"),
        may_shelve=policies.may_shelve(request.user, group),
    )  # fmt: skip


@login_required
@acts
def shelving(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_use(found))
    group, at = get_object_or_404(my_groups(request.user), slug=request.POST.get("group", "")), clock.now()
    return once(
        request, lambda: Shelving.objects.put(found, group, by=request.user, at=at), lambda _shelving: found
    )


@login_required
@acts
def taking_down(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(Shelving.objects.visible_to(request.user).select_related("group"), pk=number)
    ensure(policies.may_take_down(request.user, found))
    slug, at = found.group.slug, clock.now()
    return once(request, lambda: found.take_down(by=request.user, at=at), reverse("library:shelf", args=[slug]))
