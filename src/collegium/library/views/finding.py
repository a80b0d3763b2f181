"""The first door of every page."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn, ensure
from collegium.library.models import Use, Work
from collegium.people.models import Person
from collegium.programmes.models import Theme


def find_work(request: SignedIn, number: int) -> Work:
    known: QuerySet[Work] = Work.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("person", "group", "school"), pk=number)


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


def with_uses(works: "QuerySet[Work]", person: Person) -> "QuerySet[Work]":
    """Each knows how many colleagues of the reader's own schools used it."""
    here = Use.objects.filter(work=OuterRef("pk"), school__in=person.schools_now().values("pk")).order_by()
    counted = here.values("work").annotate(n=Count("pk")).values("n")
    return works.annotate(used_here=Coalesce(Subquery(counted), 0))
