"""The first door of each page. Whoever knows of a pack puts it together: there are no readers beside its makers."""

from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn
from collegium.packs.models import OwnList, Pack
from collegium.packs.models.own_list import led_by
from collegium.people.models import School
from collegium.people.models.school import SchoolQuerySet


def find(request: SignedIn, number: int) -> Pack:
    known = Pack.objects.visible_to(request.user).select_related("school", "own")
    return get_object_or_404(known, pk=number)


def find_list(request: SignedIn, number: int) -> OwnList:
    return get_object_or_404(OwnList.objects.visible_to(request.user).select_related("school"), pk=number)


def schools_of(request: SignedIn) -> SchoolQuerySet:
    """Where this person may begin one."""
    return School.objects.filter(pk__in=led_by(request.user).values("pk")).order_by("name")
