"""A group's home: its card for whoever may know of it, its space for members."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn, show


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    found = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    return show(request, "desk/group.html", group=found)
