"""The first door of every page."""

from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn, ensure
from collegium.study.models import Course, Design


def find_own_group(request: SignedIn, slug: str) -> Group:
    """A group whose space this person may enter: its card alone is refused, an unknown one is not there."""
    known = Group.objects.visible_to(request.user).select_related("approach", "theme", "conclusion")
    group = get_object_or_404(known, slug=slug)
    ensure(Group.objects.of_member(request.user).filter(pk=group.pk).exists())
    return group


def find_course(request: SignedIn, number: int) -> Course:
    known = Course.objects.visible_to(request.user)
    whole = known.select_related("group__approach", "group__theme", "group__conclusion")
    found: Course = get_object_or_404(whole, pk=number)
    return found


def find_design(request: SignedIn, number: int) -> Design:
    known = Design.objects.visible_to(request.user).select_related("person", "school", "group")
    found: Design = get_object_or_404(known, pk=number)
    return found
