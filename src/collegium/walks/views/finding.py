"""The first door of every page about learning walks."""

from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn
from collegium.people.models import School
from collegium.walks.models import Walk


def find_walk(request: SignedIn, number: int) -> Walk:
    known = Walk.objects.visible_to(request.user).select_related("school", "aspect", "by")
    return get_object_or_404(known, pk=number)


def find_school(request: SignedIn, slug: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), slug=slug)
