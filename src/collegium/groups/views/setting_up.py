"""Setting up as a meeting that the group goes through together, and the agreement at its end."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.groups import deciding, policies
from collegium.groups.faces import face
from collegium.groups.matters import BY_KEY, MATTERS, Matter
from collegium.groups.models import Agreement, ChangedMeanwhile, Group, NothingAgreed, Point
from collegium.groups.saying import Change, Writing
from collegium.groups.setting_up import screen_of
from collegium.groups.views.finding import find_own
from collegium.groups.words import what_happened
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

MEANWHILE = gettext_lazy(
    "Somebody wrote an answer down just now: it stands below. Look, and write yours down again if you like."
)


@login_required
def setting_up(request: SignedIn, slug: str) -> HttpResponse:
    """The question that the group is on, the same on the projector and on each phone."""
    group = find_own(request, slug)
    agreement = Agreement.objects.filter(group=group).order_by("-number").first()
    if agreement and agreement.is_agreed:
        return redirect(agreement)
    return setting_up_page(request, group, agreement)


def setting_up_page(
    request: SignedIn,
    group: Group,
    agreement: Agreement | None,
    *,
    form: Writing | None = None,
    status: int = 200,
    page: str = "groups/setting_up.html",
) -> HttpResponse:
    seen = face(group, request.user)
    screen = screen_of(agreement, seen, form) if agreement else None
    address = settings.ADDRESS + reverse("groups:setting-up", args=[group.slug])
    return show(
        request, page, status=status, group=group, face=seen, tab="about", screen=screen, matters=MATTERS,
        address=address, may_set_up=seen.is_going,
    )  # fmt: skip


@login_required
def moved(request: SignedIn, slug: str, moves: int) -> HttpResponse:
    """Anything new since this page was made? Asked every second, so it is one look and usually says no."""
    mine = Agreement.objects.visible_to(request.user).filter(group__slug=slug).order_by("-number")
    found = mine.values_list("moves", "agreed_at").first()
    if found and found[0] <= moves and found[1] is None:
        return HttpResponse(status=204)
    group = find_own(request, slug)
    agreement = Agreement.objects.in_the_making().filter(group=group).first()
    if agreement is None:
        raise Http404
    return setting_up_page(request, group, agreement, page="groups/setting_up_body.html")


def find_making(request: SignedIn, slug: str) -> tuple[Group, Agreement]:
    """The agreement that the group is making just now."""
    group = find_own(request, slug)
    making = Agreement.objects.in_the_making().select_related("group").filter(group=group)
    return group, get_object_or_404(making)


def here(group: Group) -> str:
    return reverse("groups:setting-up", args=[group.slug])


@login_required
@acts
def beginning(request: SignedIn, slug: str) -> HttpResponse:
    group, at = find_own(request, slug), clock.now()
    ensure(policies.may_set_up(request.user, group))
    return once(request, lambda: Agreement.objects.begin(group, by=request.user, at=at), here(group))


@login_required
@acts
def question(request: SignedIn, slug: str) -> HttpResponse:
    """On to another question, on every screen."""
    group, agreement = find_making(request, slug)
    matter = BY_KEY.get(request.POST.get("to", ""), BY_KEY[agreement.on])
    return once(request, lambda: agreement.go_to(matter), here(group))


@login_required
@acts
def answer(request: SignedIn, slug: str, matter: str) -> HttpResponse:
    """What one member would say, or what the group writes down; then its next question."""
    group, agreement = find_making(request, slug)
    asked, at = find_matter(matter), clock.now()
    form = Writing(request.POST, matter=asked)
    if not form.is_valid():
        return setting_up_page(request, group, agreement, form=form, status=422)
    given = dict(form.cleaned_data)
    seen, deed = given.pop("seen"), given.pop("deed")
    try:
        if deed == "say":
            return once(request, lambda: agreement.say(asked, by=request.user, at=at, **given), here(group))
        return once(
            request, lambda: agreement.write_down(asked, by=request.user, at=at, seen=seen, **given), here(group)
        )
    except ChangedMeanwhile:
        form.add_error(None, MEANWHILE)
        return setting_up_page(request, group, agreement, form=form, status=409)


@login_required
@acts
def agreeing(request: SignedIn, slug: str) -> HttpResponse:
    """This is our agreement."""
    group, agreement = find_making(request, slug)
    ensure(policies.may_agree(request.user, agreement))
    at = clock.now()
    try:
        return once(request, lambda: agreement.agree(by=request.user, at=at), lambda _none: agreement)
    except NothingAgreed:
        messages.info(request, _("There is no answer yet. One is enough; the others can follow."))
        return redirect(here(group))


@login_required
def agreement(request: SignedIn, slug: str) -> HttpResponse:
    """What the group agreed, as it stands or as it stood."""
    group, at = find_own(request, slug), clock.now()
    versions = list(Agreement.objects.agreed().filter(group=group).select_related("agreed_by").order_by("-number"))
    if not versions:
        return redirect("groups:setting-up", group.slug)
    wanted = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == wanted), versions[0])
    have, of = versions[0].how_many_have_seen(at)
    seen = face(group, request.user)
    asked = {one.matter: one for one in group.decisions.open().filter(kind="agreement")}
    points = {point.matter: point for point in shown.points.all()}
    return show(
        request, "groups/agreement.html", group=group, face=seen, tab="about", agreement=shown, versions=versions,
        is_latest=shown is versions[0], have=have, of=of,
        points=[(matter, points.get(matter.key), asked.get(matter.key)) for matter in MATTERS],
        i_have_seen=versions[0].seen.filter(person=request.user).exists(),
    )  # fmt: skip


@login_required
@acts
def seen(request: SignedIn, slug: str) -> HttpResponse:
    """A member has looked at it."""
    group, at = find_own(request, slug), clock.now()
    latest = get_object_or_404(Agreement.objects.standing(), group=group)
    to = reverse("desk:today") if request.POST.get("from") == "today" else latest.get_absolute_url()
    return once(request, lambda: latest.see(request.user, at=at), to)


@login_required
def change(request: SignedIn, slug: str, matter: str) -> HttpResponse:
    """One point in other words: how it would read, and why."""
    group, asked = find_own(request, slug), find_matter(matter)
    ensure(policies.may_put(request.user, group))
    point = point_of(group, asked)
    first = {**point.answer} if point else {}
    return change_page(request, group, asked, point, Change(matter=asked, initial=first))


def change_page(
    request: SignedIn, group: Group, asked: Matter, point: Point | None, form: Change, *, status: int = 200
) -> HttpResponse:
    seen = face(group, request.user)
    return show(
        request, "groups/change.html", status=status, group=group, face=seen, tab="about", matter=asked, form=form,
        point=point,
    )  # fmt: skip


@login_required
@acts
def changing(request: SignedIn, slug: str, matter: str) -> HttpResponse:
    """All members are asked whether they agree to it."""
    group, asked, at = find_own(request, slug), find_matter(matter), clock.now()
    ensure(policies.may_put(request.user, group))
    form = Change(request.POST, matter=asked)
    if not form.is_valid():
        return change_page(request, group, asked, point_of(group, asked), form, status=422)

    def ask() -> object:
        decision = deciding.put_change(group, asked, by=request.user, at=at, **form.cleaned_data)
        messages.info(request, _("All of you are asked now.") if decision.is_open else what_happened(decision, at))
        return decision

    try:
        return once(request, ask)
    except NothingAgreed:
        return redirect(here(group))


def point_of(group: Group, asked: Matter) -> Point | None:
    standing = Agreement.objects.standing().filter(group=group)
    return Point.objects.filter(agreement__in=standing, matter=asked.key).first()


def find_matter(key: str) -> Matter:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]
