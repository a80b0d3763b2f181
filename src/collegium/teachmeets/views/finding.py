from datetime import tzinfo
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn, ensure
from collegium.people.models import Person, School
from collegium.teachmeets import policies
from collegium.teachmeets.models import Talk, TeachMeet


def find_meet(request: SignedIn, number: int) -> TeachMeet:
    return get_object_or_404(TeachMeet.objects.visible_to(request.user).select_related("person", "group"), pk=number)


def find_hosted(request: SignedIn, number: int) -> TeachMeet:
    found = find_meet(request, number)
    ensure(policies.may_host(request.user, found))
    return found


def find_talk(request: SignedIn, number: int) -> Talk:
    """One that stands, with its evening; of one that was taken back nothing is left to see."""
    known = Talk.objects.visible_to(request.user).standing()
    return get_object_or_404(known.select_related("meet", "person", "home", "idea"), pk=number)


def find_own(request: SignedIn, number: int) -> Talk:
    found = find_talk(request, number)
    ensure(policies.may_tell(request.user, found))
    return found


def home_for(person: Person) -> School:
    """Where whoever speaks works."""
    home = person.schools_now().order_by("pk").first()
    if home is None:
        raise Http404
    return home


def zone_of(person: Person) -> tzinfo:
    school = person.schools_now().order_by("pk").values_list("timezone", flat=True).first()
    return ZoneInfo(person.timezone or school or settings.TIME_ZONE)
