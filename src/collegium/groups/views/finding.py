"""The first door of every page of a group."""

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from collegium.groups.models import Group, Invitation, Membership
from collegium.kit.asking import written_once
from collegium.kit.web import SignedIn, ensure, the_one
from collegium.people.alphabet import by_surname
from collegium.people.models import Person


def find(request: SignedIn, slug: str) -> Group:
    return the_one(_called(slug, request.user))


def find_own(request: SignedIn, slug: str) -> Group:
    """A group whose space this person may enter: its card alone is refused, an unknown one is not there."""
    group = find(request, slug)
    ensure(group.is_mine)  # type: ignore[attr-defined]
    return group


@written_once
def _called(slug: str, person: Person) -> QuerySet[Group]:
    mine = Membership.objects.current().filter(group=OuterRef("pk"), person=person)
    known = Group.objects.visible_to(person).filter(slug=slug).annotate(is_mine=Exists(mine))
    return known.select_related("approach", "programme", "theme", "conclusion")


def find_invitation(request: SignedIn, number: int) -> Invitation:
    known = Invitation.objects.visible_to(request.user).select_related("group", "person", "by")
    return get_object_or_404(known, pk=number)


def colleagues_to_ask(person: Person, group: Group | None = None) -> QuerySet[Person]:
    """Today's staff of one's own schools who are neither in the group nor asked yet."""
    staff = Person.objects.on_staff_of(person.schools_now()).exclude(pk=person.pk)
    if group:
        staff = staff.exclude(pk__in=group.memberships.current().values("person"))
        staff = staff.exclude(pk__in=group.invitations.open().values("person"))
    return staff.order_by(*by_surname(), "pk")
