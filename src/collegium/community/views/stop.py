"""The two minutes at the bus stop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.community import bus_stop
from collegium.community.policies import may_share
from collegium.enquiry import policies
from collegium.enquiry.models import Idea
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show


@login_required
def stop(request: SignedIn) -> HttpResponse:
    groups = Group.objects.of_member(request.user).going().order_by("pk")[: bus_stop.TWO]
    return show(
        request, "community/stop.html", stop=bus_stop.stop(request.user, clock.now()),
        only_group=groups[0] if len(groups) == 1 else None, may=may_share(request.user),
    )  # fmt: skip


@login_required
@acts
def trying(request: SignedIn, number: int) -> HttpResponse:
    """I'll try this, in one tap."""
    idea = get_object_or_404(Idea.objects.visible_to(request.user), pk=number)
    ensure(policies.may_take_up(idea))
    at = clock.now()
    messages.success(request, _("“%(idea)s” stands on your Today page until you tell how it went.") % {"idea": idea})
    return once(request, lambda: bus_stop.take_up(idea, request.user, at=at), "community:stop")
