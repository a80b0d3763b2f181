"""Where groups can meet: a school's rooms, and the ways between the schools of a network."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Network, Responsibility, School
from collegium.scheduling import policies
from collegium.scheduling.models import Room, Travel
from collegium.scheduling.place_forms import DescribeRoom, Ways, way_key
from collegium.scheduling.timing import say_ways


@login_required
def rooms(request: SignedIn, slug: str) -> HttpResponse:
    return show_rooms(request, find_school(request, slug))


@login_required
@acts
def description(request: SignedIn, slug: str) -> HttpResponse:
    """One more room; one of this name is described anew."""
    school = find_school(request, slug)
    ensure(policies.may_describe_rooms(request.user, school))
    form = DescribeRoom(request.POST)
    if not form.is_valid():
        return show_rooms(request, school, form=form, status=422)
    return once(
        request,
        lambda: Room.objects.add(school, **form.cleaned_data, by=request.user, at=clock.now()),
        reverse("scheduling:rooms", args=[slug]),
    )


@login_required
@acts
def room_removal(request: SignedIn, room: int) -> HttpResponse:
    found = get_object_or_404(Room.objects.visible_to(request.user).select_related("school"), pk=room)
    ensure(policies.may_describe_rooms(request.user, found.school))
    to = reverse("scheduling:rooms", args=[found.school.slug])
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), to)


@login_required
def travel(request: SignedIn, network: int) -> HttpResponse:
    return show_travel(request, find_network(request, network))


@login_required
@acts
def ways(request: SignedIn, network: int) -> HttpResponse:
    """Every way at once: what is left empty is not known."""
    found = find_network(request, network)
    ensure(policies.may_time_travel(request.user, found))
    form = Ways(request.POST, schools=schools_of(found))
    if not form.is_valid():
        return show_travel(request, found, form=form, status=422)
    to = reverse("scheduling:travel", args=[found.pk])
    done = once(request, lambda: say_ways(form.said(), by=request.user, at=clock.now()), to)
    messages.info(request, _("Kept. Whoever plans meetings sees it."))
    return done


def show_rooms(
    request: SignedIn, school: School, *, form: DescribeRoom | None = None, status: int = 200
) -> HttpResponse:
    return show(
        request, "scheduling/rooms.html", status=status, school=school, form=form or DescribeRoom(),
        rooms=Room.objects.filter(school=school).order_by("name"),
        networks=school.networks.order_by("name"),
        may_describe=policies.may_describe_rooms(request.user, school),
    )  # fmt: skip


def show_travel(request: SignedIn, network: Network, *, form: Ways | None = None, status: int = 200) -> HttpResponse:
    schools = schools_of(network)
    known = Travel.objects.filter(first__in=schools, second__in=schools).select_related("first", "second")
    minutes = {way_key(way.first, way.second): way.minutes for way in known}
    minutes |= {way_key(way.second, way.first): way.minutes for way in known}
    return show(
        request, "scheduling/travel.html", status=status, network=network, schools=schools,
        form=form or Ways(initial=minutes, schools=schools),
        may_time=policies.may_time_travel(request.user, network),
    )  # fmt: skip


def find_school(request: SignedIn, slug: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), slug=slug)


def find_network(request: SignedIn, network: int) -> Network:
    """The networks of one's own schools, and one that one leads."""
    led = Responsibility.objects.current().filter(person=request.user, kind=Responsibility.Kind.NETWORK_LEAD)
    own = Q(schools__in=School.objects.served_by(request.user)) | Q(pk__in=led.values("network"))
    return get_object_or_404(Network.objects.filter(own).distinct(), pk=network)


def schools_of(network: Network) -> list[School]:
    return list(network.schools.order_by("name", "pk"))
