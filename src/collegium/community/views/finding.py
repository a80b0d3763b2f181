"""What several pages of the community look up first."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from collegium.community.models import HouseRules, Post, Topic, home_of
from collegium.kit import clock
from collegium.kit.web import SignedIn, ensure
from collegium.people.models import Person, School

WITH = ("person", "home", "network", "topic", "passes_on", "answers_to")


def find_post(request: SignedIn, number: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.user).select_related(*WITH), pk=number)


def find_author(request: SignedIn, number: int) -> Person:
    """A colleague; or whoever wrote something that one may read."""
    wrote = Post.objects.visible_to(request.user).standing().filter(person=number).values("person")
    known = Person.objects.filter(Q(pk__in=Person.objects.visible_to(request.user).values("pk")) | Q(pk__in=wrote))
    return get_object_or_404(known, pk=number)


def home_for(request: SignedIn) -> School:
    """Where whoever writes works; nobody else writes."""
    home = home_of(request.user)
    ensure(home is not None)
    assert home is not None
    return home


def this_week() -> Topic | None:
    return Topic.objects.of_week(clock.today())


def knows_rules(request: SignedIn) -> bool:
    return HouseRules.are_known_to(request.user)
