from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from collegium.bulletins.models import Bulletin
from collegium.kit.web import SignedIn
from collegium.people.models import Person, Responsibility, School


def find_bulletin(request: SignedIn, school: str) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.user).select_related("school"), school__slug=school)


def schools_without(person: Person) -> QuerySet[School]:
    """Where this person could start one: schools at which they work and lead learning, and that have none."""
    led = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.CPD_LEAD)
    at_school = person.schools_now().filter(pk__in=led.values("school"))
    in_network = person.schools_now().filter(networks__in=led.values("network"))
    numbers = at_school.union(in_network).values_list("pk", flat=True)
    return School.objects.filter(pk__in=list(numbers), bulletin=None).order_by("name")
