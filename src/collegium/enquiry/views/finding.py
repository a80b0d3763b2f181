"""The first door of every page."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from collegium.enquiry.models import Idea, Trial
from collegium.groups.models import Group
from collegium.kit.web import SignedIn, ensure
from collegium.meetings.models import Promise
from collegium.people.models import Person
from collegium.programmes.models import Theme


def find_trial(request: SignedIn, number: int) -> Trial:
    known = Trial.objects.visible_to(request.user)
    whole = known.select_related("person", "group__approach", "promise", "idea__person")
    return get_object_or_404(whole, pk=number)


def find_promise(request: SignedIn, number: int) -> Promise:
    known = Promise.objects.visible_to(request.user).select_related("group__approach", "person")
    return get_object_or_404(known, pk=number)


def find_idea(request: SignedIn, number: int) -> Idea:
    known: QuerySet[Idea] = Idea.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("person", "theme", "group", "school"), pk=number)


def find_own_group(request: SignedIn, slug: str) -> Group:
    """A group whose space this person may enter: its card alone is refused, an unknown one is not there."""
    known = Group.objects.visible_to(request.user).select_related("approach", "theme", "conclusion")
    group = get_object_or_404(known, slug=slug)
    ensure(Group.objects.of_member(request.user).filter(pk=group.pk).exists())
    return group


def my_groups(person: Person) -> QuerySet[Group]:
    return Group.objects.of_member(person).going().order_by("title", "pk")


def themes_for(person: Person) -> QuerySet[Theme]:
    """The themes of this and earlier years of the programmes one may know of."""
    return Theme.objects.visible_to(person).filter(is_induction=False).order_by("-programme__year_starts_on", "title")
