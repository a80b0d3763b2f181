"""Groups as far as one may know of them, who belongs, and what one is asked oneself."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from collegium.api.scopes import Area, read, write
from collegium.api.views.acting import acts
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import After, Body, Limit, Linked, Name, Number, Page, page
from collegium.api.views.problems import Refused, answers
from collegium.groups import policies
from collegium.groups.models import Group, Invitation, Membership, RoleHeld
from collegium.kit import clock
from collegium.kit.web import ensure

router = Router(tags=["Groups"])
READ, WRITE = Bearer(read(Area.GROUPS)), Bearer(write(Area.GROUPS))


class GroupOut(Linked):
    """A group's card. What happens inside is its members'."""

    title: str
    question: str
    approach: str
    programme_id: int | None
    theme: str | None
    year: str
    listed: bool = Field(description="Colleagues of its schools see this card.")
    entry: str = Field(description="Who may join: open, whole-group, coordinators.")
    cap: int | None
    schools: list[int]
    is_mine: bool = Field(description="You belong today.")
    has_ended: bool

    @staticmethod
    def resolve_approach(one: Group) -> str:
        return one.approach.title

    @staticmethod
    def resolve_theme(one: Group) -> str | None:
        return one.theme.title if one.theme else None

    @staticmethod
    def resolve_schools(one: Group) -> list[int]:
        return sorted(school.pk for school in one.schools.all())

    @staticmethod
    def resolve_has_ended(one: Group) -> bool:
        return getattr(one, "conclusion", None) is not None


class Member(Schema):
    """Somebody's time in a group."""

    id: int
    person: Name
    school_id: int
    roles: list[str]
    joined_on: date

    @staticmethod
    def resolve_roles(one: Any) -> list[str]:
        return sorted(held.role.title for held in one.held_now)


class InvitationOut(Schema):
    """That you are asked to join a group."""

    id: int
    group_id: int
    group: str
    reason: str
    at: datetime
    answer: str = Field(description="Empty: it waits for you.")

    @staticmethod
    def resolve_group(one: Invitation) -> str:
        return one.group.title


class Yes(Body):
    accepts: bool


def shown(request: ByToken) -> Any:
    current = Membership.objects.current().filter(group=OuterRef("pk"), person=request.user)
    known = Group.objects.visible_to(request.user).annotate(is_mine=Exists(current))
    return known.select_related("approach", "theme", "conclusion").prefetch_related("schools")


@router.get("/groups", auth=READ, response=answers(Page[GroupOut]))
def groups(request: ByToken, mine: bool = False, after: After = None, limit: Limit = 50) -> Any:
    """The groups that you may know of; with `mine`, those to which you belong."""
    known = shown(request)
    return page(request, known.filter(is_mine=True) if mine else known, after, limit)


@router.get("/groups/{number}", auth=READ, response=answers(GroupOut))
def group(request: ByToken, number: Number) -> Any:
    """One group."""
    return get_object_or_404(shown(request), pk=number)


@router.get("/groups/{number}/members", auth=READ, response=answers(Page[Member]))
def members(request: ByToken, number: Number, after: After = None, limit: Limit = 50) -> Any:
    """Who belongs today, as far as you may know it."""
    found = get_object_or_404(Group.objects.visible_to(request.user), pk=number)
    roles = RoleHeld.objects.current().select_related("role")
    known = Membership.objects.visible_to(request.user).current().filter(group=found)
    rows = known.select_related("person").prefetch_related(Prefetch("roles", roles, to_attr="held_now"))
    return page(request, rows, after, limit)


def asked(request: ByToken) -> Any:
    """One's own, once the group has agreed."""
    mine = Invitation.objects.visible_to(request.user).filter(person=request.user, agreed_at__isnull=False)
    return mine.exclude(by=request.user).select_related("group")


@router.get("/invitations", auth=READ, response=answers(Page[InvitationOut]))
def invitations(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """What groups ask you."""
    return page(request, asked(request), after, limit)


@router.post("/invitations/{number}/answer", auth=WRITE, response=answers(InvitationOut))
@acts(lambda request, number: get_object_or_404(asked(request), pk=number))
def answer_invitation(request: ByToken, number: Number, body: Yes) -> Invitation:
    """Say yes or no to a group. A full group keeps a place in its queue for you."""
    found: Invitation = get_object_or_404(asked(request), pk=number)
    if found.answered_at:
        raise Refused(_("This was answered before."), _("Look at the group: you belong, or you may ask to join."))
    ensure(policies.may_answer(request.user, found))
    found.answer_with(body.accepts, at=clock.now())
    return found
