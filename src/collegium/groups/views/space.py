"""Inside a group: who does what, what it calls itself, whom it shows itself to, how it ends."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.groups import policies, splitting
from collegium.groups.faces import face
from collegium.groups.forms import Ending, Listing, Role, Rule, Seats, Words
from collegium.groups.models import Agreement, Full, Group, Membership
from collegium.groups.views.finding import find, find_own
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person


@login_required
def members(request: SignedIn, slug: str) -> HttpResponse:
    """Who belongs and what each does for the group. No job titles: inside, everybody is a learner."""
    group = find_own(request, slug)
    gone = group.memberships.filter(left_on__lte=clock.today())
    return show(
        request, "groups/members.html",
        group=group, face=face(group, request.user),
        roles=group.approach.roles.filter(each_meeting=False).order_by("-leads", "pk"),
        former=gone.select_related("person").order_by("-left_on", "pk"),
        queue=group.waiting.select_related("person").order_by("at", "pk"), tab="members",
        another_set=splitting.enough_wait(group),
    )  # fmt: skip


@login_required
def about(request: SignedIn, slug: str) -> HttpResponse:
    """What the group decided about itself, and the way out."""
    return about_page(request, find_own(request, slug))


def about_page(request: SignedIn, group: Group, *, status: int = 200, **bound: Form) -> HttpResponse:
    forms: dict[str, Any] = {
        "words": Words(initial={"title": group.title, "question": group.question}),
        "rule": Rule(initial={"entry": group.entry}),
        "seats": Seats(initial={"cap": group.cap}),
        "ending": Ending(),
    }
    seen = face(group, request.user)
    return show(
        request, "groups/about.html", status=status,
        group=group, face=seen, tab="about", may_edit=seen.is_going and seen.i_coordinate,
        may_reopen=not seen.is_going and seen.i_coordinate, **(forms | bound),
        agreement=Agreement.objects.standing().filter(group=group).first(),
        may_set_rule=policies.may_set_rule(request.user, group),
    )  # fmt: skip


def change(
    request: SignedIn, slug: str, name: str, form: Form, verb: Callable[[Group, dict[str, Any]], Any],
    may: Callable[[Person, Group], bool] = policies.may_edit,
) -> HttpResponse:  # fmt: skip
    """The coordinators change one thing that the group decided about itself."""
    group = find(request, slug)
    ensure(may(request.user, group))
    if not form.is_valid():
        return about_page(request, group, status=422, **{name: form})
    return once(request, lambda: verb(group, form.cleaned_data), reverse("groups:about", args=[group.slug]))


@login_required
@acts
def words(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()
    return change(
        request, slug, "words", Words(request.POST),
        lambda group, given: group.describe(**given, by=request.user, at=at),
    )  # fmt: skip


@login_required
@acts
def rule(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()
    return change(
        request, slug, "rule", Rule(request.POST),
        lambda group, given: group.welcome(given["entry"], by=request.user, at=at), policies.may_set_rule,
    )  # fmt: skip


@login_required
@acts
def listing(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()

    def show_or_hide(group: Group, given: dict[str, Any]) -> None:
        (group.list_itself if given["listed"] else group.unlist)(by=request.user, at=at)

    return change(request, slug, "listing", Listing(request.POST), show_or_hide)


@login_required
@acts
def seats(request: SignedIn, slug: str) -> HttpResponse:
    form, at = Seats(request.POST), clock.now()
    try:
        return change(
            request, slug, "seats", form, lambda group, given: group.hold(given["cap"], by=request.user, at=at)
        )
    except Full:
        form.add_error("cap", _("There are more of you than that already. Nobody is sent away."))
        return about_page(request, find(request, slug), status=422, seats=form)


@login_required
@acts
def conclusion(request: SignedIn, slug: str) -> HttpResponse:
    group = find(request, slug)
    ensure(policies.may_conclude(request.user, group))
    form, at = Ending(request.POST), clock.now()
    if not form.is_valid():
        return about_page(request, group, status=422, ending=form)
    return once(request, lambda: group.conclude(by=request.user, at=at, **form.cleaned_data), group)


@login_required
@acts
def reopening(request: SignedIn, slug: str) -> HttpResponse:
    group = find(request, slug)
    ensure(policies.may_reopen(request.user, group))
    at = clock.now()
    return once(request, lambda: group.reopen(by=request.user, at=at), group)


@login_required
@acts
def role(request: SignedIn, slug: str) -> HttpResponse:
    """One tap: I do this, I no longer do this, or you do it from now on."""
    group = find_own(request, slug)
    form, at = Role(request.POST), clock.now()
    if not form.is_valid():
        return redirect("groups:members", group.slug)
    given = form.cleaned_data
    member = get_object_or_404(group.memberships.current().select_related("group__approach"), pk=given["member"])
    template = get_object_or_404(group.approach.roles, key=given["role"])
    ensure(policies.may_take_role(request.user, member, leads=template.leads))
    deeds: dict[str, Callable[[], Any]] = {
        "take": lambda: member.take_role(template.key, by=request.user, at=at),
        "give-up": lambda: member.give_up_role(template.key, by=request.user, at=at),
        "hand-over": lambda: own(group, request).hand_over(template.key, member, by=request.user, at=at),
    }
    page = "groups:setting-up" if request.POST.get("from") == "setting-up" else "groups:members"
    return once(request, deeds[given["deed"]], reverse(page, args=[group.slug]))


def own(group: Group, request: SignedIn) -> Membership:
    return group.memberships.current().select_related("group__approach").get(person=request.user)


@login_required
@acts
def leaving(request: SignedIn, slug: str) -> HttpResponse:
    """Out from today. The next page is the list of one's groups: this one may no longer be known."""
    group = find_own(request, slug)
    membership, at = own(group, request), clock.now()
    return once(request, lambda: membership.leave(by=request.user, at=at), "groups:mine")
