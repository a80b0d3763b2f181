"""What every page of finding a time begins with: the noun that this person may know."""

from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn
from collegium.scheduling.models import Choosing, Option, Poll, Year


def find_group(request: SignedIn, slug: str) -> Group:
    """One's own groups: finding a time is theirs alone."""
    mine = Group.objects.of_member(request.user).select_related("approach", "theme", "programme")
    return get_object_or_404(mine, slug=slug)


def find_poll(request: SignedIn, poll: int) -> Poll:
    known = Poll.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("group__approach", "group__theme", "by", "chosen"), pk=poll)


def find_option(request: SignedIn, option: int) -> Option:
    known = Option.objects.visible_to(request.user).select_related("poll__group", "by")
    return get_object_or_404(known, pk=option)


def find_choosing(request: SignedIn, choosing: int) -> Choosing:
    known = Choosing.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("group__approach", "group__theme", "by", "poll"), pk=choosing)


def find_year(request: SignedIn, year: int) -> Year:
    known = Year.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("choosing__group", "choosing__poll"), pk=year)
