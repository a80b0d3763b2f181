"""What colleagues share: works in the library, posts, reports and proposals; and who the colleagues are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from collegium.api.scopes import Area, read, write
from collegium.api.views.acting import acts
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import After, Body, Limit, Linked, Name, Number, Page, page, text
from collegium.api.views.problems import Refused, answers, may_not_go_to
from collegium.community import policies
from collegium.community.models import HouseRules, Post, home_of
from collegium.community.models.post import TooMuch
from collegium.community.reaching import choices_for, reach
from collegium.kit import clock
from collegium.kit.web import ensure
from collegium.library.models import Work
from collegium.outcomes.models import Proposal, Report
from collegium.people.models import Person

router = Router()


class WorkOut(Linked):
    """Something to read, watch, follow or use."""

    kind: str
    title: str
    authors: str
    year: int | None
    isbn: str
    provider: str
    language: str
    minutes: int | None
    link: str
    about: str
    audience: str
    at: datetime
    is_withdrawn: bool


class PostOut(Linked):
    """A few lines for colleagues."""

    person: Name
    school_id: int = Field(description="Where its author works.")
    text: str
    width: str = Field(description="Whom it reaches: school, network, here, public.")
    is_question: bool
    answers_to_id: int | None
    at: datetime
    is_gone: bool

    @staticmethod
    def resolve_school_id(one: Post) -> int:
        return one.home_id


class NewPost(Body):
    text: text(1000)  # type: ignore[valid-type]
    is_question: bool = False
    goes_to: text(40) = Field("school", description="school, network- with a number, here, public.")  # type: ignore[valid-type]


class Heading(Schema):
    heading: str
    words: str = Field(description="In Markdown.")


class ReportCard(Linked):
    """A report: what its readers have. A sheet that was not shared shows its title to those who write it."""

    title: str
    group_id: int | None
    year: str
    is_shared: bool
    reach: str = Field(description="Whom it reaches: group, school, network, public; empty: not shared.")
    shared_at: datetime | None

    @staticmethod
    def resolve_title(one: Report) -> str:
        return one.edition.title if one.is_shared and one.edition else one.title

    @staticmethod
    def resolve_reach(one: Report) -> str:
        return one.reach if one.is_shared else ""


class ReportOut(ReportCard):
    """A report with its words, as its authors shared them."""

    sections: list[Heading]

    @staticmethod
    def resolve_sections(one: Report) -> list[dict[str, str]]:
        content = one.edition.content if one.is_shared and one.edition else {}
        return [{"heading": part["heading"], "words": part["words"]} for part in content.get("sections", [])]


class ProposalOut(Linked):
    """What a group proposes to leaders, and where it is."""

    title: str
    words: str
    benefit: str
    school_id: int
    group_id: int | None
    person: Name
    state: str = Field(description="waiting, taken-up, on-trial, policy, declined, more.")
    due_on: date | None
    at: datetime
    withdrawn_at: datetime | None


def works_shown(request: ByToken) -> Any:
    return Work.objects.visible_to(request.user)


@router.get("/works", auth=Bearer(read(Area.LIBRARY)), response=answers(Page[WorkOut]), tags=["Library"])
def works(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """What stands in the library for you."""
    return page(request, works_shown(request).standing(), after, limit)


@router.get("/works/{number}", auth=Bearer(read(Area.LIBRARY)), response=answers(WorkOut), tags=["Library"])
def work(request: ByToken, number: Number) -> Any:
    """One work."""
    return get_object_or_404(works_shown(request), pk=number)


def posts_shown(request: ByToken) -> Any:
    return Post.objects.visible_to(request.user).select_related("person")


@router.get("/posts", auth=Bearer(read(Area.COMMUNITY)), response=answers(Page[PostOut]), tags=["Community"])
def posts(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """Posts that reach you and stand."""
    return page(request, posts_shown(request).standing(), after, limit)


@router.get("/posts/{number}", auth=Bearer(read(Area.COMMUNITY)), response=answers(PostOut), tags=["Community"])
def post(request: ByToken, number: Number) -> Any:
    """One post. Taken back, its words are gone."""
    return get_object_or_404(posts_shown(request), pk=number)


@router.post("/posts", auth=Bearer(write(Area.COMMUNITY)), response=answers(PostOut), tags=["Community"])
@acts(lambda request, number: get_object_or_404(posts_shown(request), pk=number))
def share_post(request: ByToken, body: NewPost) -> Post:
    """Share a few lines. The rules of the community you accept on its page, once."""
    ensure(policies.may_share(request.user))
    home = home_of(request.user)
    assert home is not None
    if not HouseRules.are_known_to(request.user):
        raise Refused(
            _("You have not read the rules of the community yet."),
            _("Write your first post on its page, and say yes to them there."),
        )
    choices = [str(choice) for choice, _words in choices_for(request.user, home)]
    if body.goes_to not in choices:
        raise may_not_go_to(choices)
    try:
        with transaction.atomic():
            return Post.objects.share(
                body.text, person=request.user, home=home, at=clock.now(), is_question=body.is_question,
                **reach(body.goes_to),
            )  # fmt: skip
    except TooMuch:
        raise Refused(
            _("That is a great deal for one hour."), _("Send it again a little later."), status=429
        ) from None


def reports_shown(request: ByToken) -> Any:
    return Report.objects.visible_to(request.user).select_related("edition")


@router.get("/reports", auth=Bearer(read(Area.OUTCOMES)), response=answers(Page[ReportCard]), tags=["What we found"])
def reports(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """Reports that were shared with you, and those that you write."""
    return page(request, reports_shown(request), after, limit)


@router.get(
    "/reports/{number}", auth=Bearer(read(Area.OUTCOMES)), response=answers(ReportOut), tags=["What we found"]
)
def report(request: ByToken, number: Number) -> Any:
    """One report, as it was shared."""
    return get_object_or_404(reports_shown(request), pk=number)


def proposals_shown(request: ByToken) -> Any:
    return Proposal.objects.visible_to(request.user).select_related("person")


@router.get(
    "/proposals", auth=Bearer(read(Area.OUTCOMES)), response=answers(Page[ProposalOut]), tags=["What we found"]
)
def proposals(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """Proposals that you, your groups or others put to leaders, as far as they are for you to read."""
    return page(request, proposals_shown(request), after, limit)


@router.get(
    "/proposals/{number}", auth=Bearer(read(Area.OUTCOMES)), response=answers(ProposalOut), tags=["What we found"]
)
def proposal(request: ByToken, number: Number) -> Any:
    """One proposal."""
    return get_object_or_404(proposals_shown(request), pk=number)


@router.get("/colleagues", auth=Bearer(read(Area.STAFF)), response=answers(Page[Name]), tags=["Staff"])
def colleagues(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """You, and the colleagues of your schools."""
    return page(request, Person.objects.visible_to(request.user), after, limit)
