"""The first door of each page."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import get_object_or_404

from collegium.enquiry.models import Idea
from collegium.kit.web import SignedIn, ensure
from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person, School
from collegium.sharings import policies
from collegium.sharings.models import Contribution, Sharing


def find(request: SignedIn, number: int) -> Sharing:
    known = Sharing.objects.visible_to(request.user).select_related("school", "by")
    return get_object_or_404(known, pk=number)


def find_prepared(request: SignedIn, number: int) -> Sharing:
    found = find(request, number)
    ensure(policies.may_prepare(request.user, found))
    return found


def find_part(request: SignedIn, number: int) -> Contribution:
    known = Contribution.objects.filter(sharing__in=Sharing.objects.visible_to(request.user))
    return get_object_or_404(known.with_things().select_related("sharing__school"), pk=number)


def find_thing(request: SignedIn, kind: str, number: int) -> Any:
    """A report that was shared, a policy, an idea: of those this person may read."""
    known: dict[str, Any] = {
        "report": Report.objects.shared().visible_to(request.user).select_related("edition", "group"),
        "policy": Policy.objects.visible_to(request.user).select_related("proposal__group", "school"),
        "idea": Idea.objects.standing().visible_to(request.user).select_related("group", "person"),
    }
    if kind not in known:
        raise Http404
    return get_object_or_404(known[kind], pk=number)


def led_by(person: Person) -> Any:
    """The schools for which this person may prepare one."""
    led = [school.pk for school in person.schools_now() if policies.leads(person, school)]
    return School.objects.filter(pk__in=led).order_by("name")


def zone_of(sharing: Sharing) -> ZoneInfo:
    return ZoneInfo(sharing.timezone)
