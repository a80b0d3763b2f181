"""The first door of every page."""

from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn, ensure
from collegium.reading.models import Best, Comment, Reading, Section


def find_own_group(request: SignedIn, slug: str) -> Group:
    """A group whose space this person may enter: its card alone is refused, an unknown one is not there."""
    known = Group.objects.visible_to(request.user).select_related("approach", "theme", "conclusion")
    group = get_object_or_404(known, slug=slug)
    ensure(Group.objects.of_member(request.user).filter(pk=group.pk).exists())
    return group


def find_reading(request: SignedIn, number: int) -> Reading:
    known = Reading.objects.visible_to(request.user)
    whole = known.select_related("group__approach", "group__theme", "group__conclusion", "work")
    found: Reading = get_object_or_404(whole, pk=number)
    return found


def find_section(request: SignedIn, number: int) -> Section:
    known = Section.objects.visible_to(request.user)
    whole = known.select_related("reading__group__approach", "reading__group__theme", "reading__group__conclusion",
                                 "meeting")  # fmt: skip
    found: Section = get_object_or_404(whole, pk=number)
    return found


def find_best(request: SignedIn, number: int) -> Best:
    known = Best.objects.visible_to(request.user).standing()
    return get_object_or_404(known.select_related("reading__group", "person", "idea__person"), pk=number)


def find_comment(request: SignedIn, number: int) -> Comment:
    known = Comment.objects.visible_to(request.user).standing()
    return get_object_or_404(known.select_related("section__reading__group", "person"), pk=number)
