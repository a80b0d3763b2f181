"""Before the session: a day and a place, outcomes, talks and stalls, and the whole staff hears of it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.sharings import choosing, forms, policies
from collegium.sharings.models import Contribution, Sharing
from collegium.sharings.order import running_order
from collegium.sharings.views.finding import find, find_part, find_prepared, led_by, zone_of

WORDS = ("title", "minutes", "place", "rounds", "round_minutes", "discussion", "about")


def _new(request: SignedIn, data: Any = None) -> forms.Prepare:
    schools = led_by(request.user)
    ensure(bool(schools))
    zone = ZoneInfo(schools[0].timezone)
    return forms.Prepare(data, schools=schools, today=clock.today(schools[0].timezone), zone=zone)


@login_required
def new(request: SignedIn) -> HttpResponse:
    return show(request, "sharings/new.html", form=_new(request))


@login_required
@acts
def prepared(request: SignedIn) -> HttpResponse:
    form, at = _new(request, request.POST), clock.now()
    if not form.is_valid():
        return show(request, "sharings/new.html", status=422, form=form)
    given = dict(form.cleaned_data)
    return once(
        request,
        lambda: Sharing.objects.prepare(
            given.pop("title"), year_starts_on=given.pop("year"), by=request.user, at=at, **given
        ),
        lambda made: reverse("sharings:desk", args=[made.pk]),
    )  # fmt: skip


def _desk(sharing: Sharing) -> str:
    return reverse("sharings:desk", args=[sharing.pk])


@login_required
def desk(request: SignedIn, number: int) -> HttpResponse:
    return desk_page(request, find_prepared(request, number))


def desk_page(request: SignedIn, sharing: Sharing, *, status: int = 200, form: Any = None) -> HttpResponse:
    """What is told, by whom, where it stands; what does not fit; and what may be chosen besides."""
    parts = list(sharing.parts())
    local = sharing.starts_at.astimezone(zone_of(sharing)).replace(tzinfo=None)
    initial = {name: getattr(sharing, name) for name in WORDS} | {"starts_at": local}
    return show(
        request, "sharings/desk.html", status=status, sharing=sharing, parts=parts,
        order=running_order(sharing, parts), wrong=form is not None,
        form=form or forms.Where(initial=initial, zone=zone_of(sharing)),
        offers=_offers(request, sharing, parts),
        has_begun=sharing.is_standing and sharing.starts_at <= clock.now(),
    )  # fmt: skip


def _offers(request: SignedIn, sharing: Sharing, parts: list[Contribution]) -> list[tuple[Any, list[choosing.Offer]]]:
    chosen = {one.key for one in parts}
    return choosing.offers(sharing.school, sharing.year_starts_on, request.user, chosen)


@login_required
@acts
def wording(request: SignedIn, number: int) -> HttpResponse:
    sharing, at = find_prepared(request, number), clock.now()
    form = forms.Where(request.POST, zone=zone_of(sharing))
    if not form.is_valid():
        return desk_page(request, sharing, status=422, form=form)
    return once(request, lambda: sharing.word(by=request.user, at=at, **form.cleaned_data), _desk(sharing))


@login_required
@acts
def choosing_outcomes(request: SignedIn, number: int) -> HttpResponse:
    """Those that were ticked, of those that could be. What its authors took back is told no more in any case."""
    sharing, at = find_prepared(request, number), clock.now()
    picked = list(_picked(request, sharing))
    offered = [one.key for _title, some in _offers(request, sharing, list(sharing.parts())) for one in some]
    return once(
        request, lambda: sharing.choose(picked, offered=offered, by=request.user, at=at), _desk(sharing)
    )


def _picked(request: SignedIn, sharing: Sharing) -> Any:
    wanted = set(request.POST.getlist("outcomes")[:200])
    for name, kind in choosing.KINDS.items():
        known: Any = kind.readable(sharing.school)
        numbers = [key.removeprefix(f"{name}-") for key in wanted if key.startswith(f"{name}-")]
        some = [one for one in numbers if one.isdecimal() and len(one) < 18]
        for thing in known.visible_to(request.user).filter(pk__in=some).order_by("pk"):
            yield name, thing


def _people(part: Contribution) -> Any:
    return Person.objects.on_staff_of([part.sharing.school_id]).order_by(*by_surname(), "pk")


def _find_to_arrange(request: SignedIn, number: int) -> Contribution:
    found = find_part(request, number)
    ensure(policies.may_prepare(request.user, found.sharing))
    return found


@login_required
def part(request: SignedIn, number: int) -> HttpResponse:
    found = _find_to_arrange(request, number)
    initial = {name: getattr(found, name) for name in ("minutes", "speaker", "spot", "brings")}
    initial["keepers"] = [keeper.person_id for keeper in found.keepers.all()]
    return _part_page(request, found, forms.Arrange(people=_people(found), initial=initial))


def _part_page(request: SignedIn, found: Contribution, form: forms.Arrange, *, status: int = 200) -> HttpResponse:
    return show(request, "sharings/part.html", status=status, told=found, sharing=found.sharing, form=form)


@login_required
@acts
def arranging(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find_to_arrange(request, number), clock.now()
    form = forms.Arrange(request.POST, people=_people(found))
    if not form.is_valid():
        return _part_page(request, found, form, status=422)
    return once(
        request, lambda: found.arrange(by=request.user, at=at, **form.cleaned_data), _desk(found.sharing)
    )


@login_required
@acts
def moving_up(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find_to_arrange(request, number), clock.now()
    return once(request, lambda: found.move_up(by=request.user, at=at), _desk(found.sharing))


@login_required
@acts
def announcing(request: SignedIn, number: int) -> HttpResponse:
    sharing, at = find_prepared(request, number), clock.now()
    response = once(request, lambda: sharing.announce(by=request.user, at=at), sharing)
    messages.success(request, _("The whole staff has it in their calendars now."))
    return response


@login_required
@acts
def cancelling(request: SignedIn, number: int) -> HttpResponse:
    sharing, at = find(request, number), clock.now()
    ensure(policies.may_prepare(request.user, sharing) and sharing.is_announced)
    return once(request, lambda: sharing.call_off(by=request.user, at=at), sharing)


@login_required
@acts
def counting(request: SignedIn, number: int) -> HttpResponse:
    sharing, at = find_prepared(request, number), clock.now()
    ensure(sharing.is_standing and sharing.starts_at <= at)
    return once(request, lambda: sharing.count(by=request.user, at=at), sharing)
