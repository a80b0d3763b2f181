"""Asking a colleague, deciding together, and the colleague's own yes or no."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.groups import inviting as asking
from collegium.groups import letters, policies
from collegium.groups.faces import face
from collegium.groups.forms import Answer, Invite, Reason
from collegium.groups.models import Group, Invitation, Membership, Waiting
from collegium.groups.views.finding import colleagues_to_ask, find, find_invitation, find_own
from collegium.groups.words import what_came_of
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, go, show
from collegium.people.letters import mail_works
from collegium.people.models import Link


@login_required
def inviting(request: SignedIn, slug: str) -> HttpResponse:
    """Whom we would like to have, who is asked already, and the links of those whom no mail reaches."""
    group = find_own(request, slug)
    ensure(policies.may_invite(request.user, group))
    return inviting_page(request, group, Invite(colleagues=colleagues_to_ask(request.user, group)))


def inviting_page(request: SignedIn, group: Group, form: Invite, status: int = 200) -> HttpResponse:
    asked = group.invitations.open().select_related("person", "by", "decision").order_by("at", "pk")
    return show(
        request, "groups/inviting.html", status=status,
        group=group, face=face(group, request.user), form=form, tab="members",
        asked=[(one, asking.link_by_hand(one)) for one in asked],
        ways_in=asking.ways_in(group.invitations.filter(by=request.user), at=clock.now()),
    )  # fmt: skip


@login_required
@acts
def invitations(request: SignedIn, slug: str) -> HttpResponse:
    group = find_own(request, slug)
    ensure(policies.may_invite(request.user, group))
    form, at = Invite(request.POST, colleagues=colleagues_to_ask(request.user, group)), clock.now()
    if not form.is_valid():
        return inviting_page(request, group, form, 422)
    given = form.cleaned_data
    try:
        return once(
            request,
            lambda: asking.invite_all(
                group, given["colleagues"], given["guests"], by=request.user, at=at, reason=given["reason"]
            ),
            reverse("groups:inviting", args=[group.slug]),
        )
    except asking.TooMany:
        form.add_error("guests", str(asking.TOO_MANY))
        return inviting_page(request, group, form, 422)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    """Whoever asked thinks better of it."""
    invitation = find_invitation(request, number)
    ensure(policies.may_withdraw(request.user, invitation))
    at = clock.now()
    return once(request, lambda: invitation.withdraw(by=request.user, at=at), reverse("groups:mine"))


@login_required
@acts
def answer(request: SignedIn, number: int) -> HttpResponse:
    """The invited colleague's yes or no, signed in."""
    invitation = find_invitation(request, number)
    ensure(policies.may_answer(request.user, invitation))
    form, at = Answer(request.POST), clock.now()
    if not form.is_valid():
        return go(request, reverse("groups:mine"))

    def decide() -> Membership | Waiting | None:
        came = invitation.answer_with(form.cleaned_data["accepts"], at=at)
        messages.info(request, what_came_of(invitation, came))
        return came

    return once(request, decide, lambda came: invitation.group if isinstance(came, Membership) else "groups:mine")


@login_required
@acts
def joining(request: SignedIn, slug: str) -> HttpResponse:
    """One would like to join a group whose card one sees."""
    group = find(request, slug)
    ensure(policies.may_ask(request.user, group))
    form, at = Reason(request.POST), clock.now()
    reason = form.cleaned_data["reason"] if form.is_valid() else ""

    def ask() -> object:
        came = asking.ask_to_join(group, request.user, at=at, reason=reason)
        if isinstance(came, Membership):
            messages.success(request, _("You belong to %s now.") % group)
        return came

    return once(request, ask, lambda _came: group)


@login_required
@acts
def queue(request: SignedIn, slug: str) -> HttpResponse:
    """One would rather not wait any longer."""
    group, at = find(request, slug), clock.now()
    return once(request, lambda: asking.stop_waiting(group, request.user, at=at), reverse("groups:mine"))


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The question on a personal link. Opening it answers nothing, and shows nothing but the question."""
    found, by_hand = find_by_token(token)
    waits = found.group.waiting.filter(person=found.person).exists()
    mine = Invitation.objects.filter(pk=found.pk)
    ways_in = asking.ways_in(mine, at=clock.now()) if by_hand else []
    return show(
        request, "groups/invitation.html",
        invitation=found, waits=waits, token=token, ways_in=ways_in, mail_works=mail_works(),
    )  # fmt: skip


@acts
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    found, by_hand = find_by_token(token)
    form, at = Answer(request.POST), clock.now()
    page = reverse("groups:invitation", args=[token])
    if not form.is_valid():
        return go(request, page)
    if by_hand and not asking.may_answer_by_hand(found) and not found.answered_at:
        return go(request, reverse("groups:mine"))
    accepts = form.cleaned_data["accepts"]
    return once(request, lambda: found.answer_with(accepts, at=at), page)


def find_by_token(token: str) -> tuple[Invitation, bool]:
    """What the link asks, and whether it went by hand. Whether it may still ask is the invitation's to say."""
    for purpose in (letters.INVITATION, letters.BY_HAND):
        link = Link.objects.opened_by(token, purpose, clock.now(), also_former=True)
        found = link and Invitation.objects.of_link(link).select_related("group", "by", "person", "school").first()
        if found:
            return found, purpose == letters.BY_HAND
    raise Http404
