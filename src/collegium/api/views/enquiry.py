"""What is asked, the cycles in which groups look into it, ideas, and what was tried."""

from datetime import datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import Field

from collegium.api.scopes import Area, read, write
from collegium.api.views.acting import acts
from collegium.api.views.door import Bearer, ByToken
from collegium.api.views.listing import After, Body, Id, Limit, Linked, Name, Number, Page, Which, page, text
from collegium.api.views.meetings import PromiseOut, promises_shown
from collegium.api.views.problems import answers, may_not_go_to
from collegium.enquiry import policies
from collegium.enquiry.models import Cycle, Idea, Question, Trial
from collegium.groups.audience import choices_for, reach
from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.web import ensure
from collegium.meetings.models import Promise

router = Router(tags=["What is tried"])
READ, WRITE = Bearer(read(Area.ENQUIRY)), Bearer(write(Area.ENQUIRY))


class QuestionOut(Linked):
    """A driving question, and what was found."""

    person: Name
    group_id: int | None
    text: str
    purpose: str
    finding: str
    audience: str
    at: datetime
    is_withdrawn: bool


class CycleOut(Linked):
    """A group's way through the stages of its approach."""

    group_id: int
    title: str
    number: int
    at: datetime
    finished_at: datetime | None
    stage: str | None = Field(description="Where it is now.")

    @staticmethod
    def resolve_stage(one: Cycle) -> str | None:
        return next((passage.stage.name for passage in one.passages.all() if passage.is_now), None)


class IdeaOut(Linked):
    """A short description of something that colleagues can try."""

    person: Name
    title: str
    how: str
    subject: str
    ages: str
    audience: str = Field(description="Whom it reaches: me, group, school, network.")
    at: datetime
    is_withdrawn: bool
    tried: int = Field(description="How many told its author that they tried it.")


class NewIdea(Body):
    title: text(120)  # type: ignore[valid-type]
    how: text(4000, least=0) = ""  # type: ignore[valid-type]
    subject: text(80, least=0) = ""  # type: ignore[valid-type]
    ages: text(60, least=0) = ""  # type: ignore[valid-type]
    goes_to: text(40) = Field(  # type: ignore[valid-type]
        "me", description="me, or group-, school- or network- with a number, as far as you may give it."
    )


class TrialOut(Linked):
    """What somebody tried, and what became of it."""

    person: Name
    group_id: int | None
    text: str
    verdict: str = Field(description="kept, changed, dropped, not-yet.")
    with_class: str
    went_well: str
    changed: str
    at: datetime


class ToGroup(Body):
    group_id: Id


class Told(Body):
    verdict: Literal["kept", "changed", "dropped", "not-yet"]


class NewTrial(Body):
    """Something that was tried without a promise. Without a group only you see it."""

    text: text(300)  # type: ignore[valid-type]
    verdict: Literal["kept", "changed", "dropped"]
    group_id: Id | None = None
    with_class: text(60, least=0) = ""  # type: ignore[valid-type]
    went_well: text(1000, least=0) = ""  # type: ignore[valid-type]
    changed: text(1000, least=0) = ""  # type: ignore[valid-type]


def questions_shown(request: ByToken) -> Any:
    return Question.objects.visible_to(request.user).select_related("person")


def cycles_shown(request: ByToken) -> Any:
    return Cycle.objects.visible_to(request.user).prefetch_related("passages__stage")


def ideas_shown(request: ByToken) -> Any:
    return Idea.objects.visible_to(request.user).select_related("person").with_figures()


def trials_shown(request: ByToken) -> Any:
    return Trial.objects.visible_to(request.user).select_related("person")


@router.get("/questions", auth=READ, response=answers(Page[QuestionOut]))
def questions(request: ByToken, after: After = None, limit: Limit = 50) -> Any:
    """Questions that reach you."""
    return page(request, questions_shown(request), after, limit)


@router.get("/questions/{number}", auth=READ, response=answers(QuestionOut))
def question(request: ByToken, number: Number) -> Any:
    """One question."""
    return get_object_or_404(questions_shown(request), pk=number)


@router.get("/cycles", auth=READ, response=answers(Page[CycleOut]))
def cycles(request: ByToken, group: Which = None, after: After = None, limit: Limit = 50) -> Any:
    """The cycles of your groups."""
    known = cycles_shown(request)
    return page(request, known.filter(group=group) if group else known, after, limit)


@router.get("/cycles/{number}", auth=READ, response=answers(CycleOut))
def cycle(request: ByToken, number: Number) -> Any:
    """One cycle."""
    return get_object_or_404(cycles_shown(request), pk=number)


@router.get("/ideas", auth=READ, response=answers(Page[IdeaOut]))
def ideas(request: ByToken, mine: bool = False, after: After = None, limit: Limit = 50) -> Any:
    """Ideas that reach you, as far as they stand."""
    known = ideas_shown(request).standing()
    return page(request, known.filter(person=request.user) if mine else known, after, limit)


@router.get("/ideas/{number}", auth=READ, response=answers(IdeaOut))
def idea(request: ByToken, number: Number) -> Any:
    """One idea. Withdrawn, only its place is left."""
    return get_object_or_404(ideas_shown(request), pk=number)


@router.post("/ideas", auth=WRITE, response=answers(IdeaOut))
@acts(lambda request, number: get_object_or_404(ideas_shown(request), pk=number))
def share_idea(request: ByToken, body: NewIdea) -> Idea:
    """Share an idea, first of all with yourself."""
    choices = [str(choice) for choice, _words in choices_for(request.user, alone=True)]
    if body.goes_to not in choices:
        raise may_not_go_to(choices)
    words = {"title": body.title, "how": body.how, "subject": body.subject, "ages": body.ages}
    return Idea.objects.share(person=request.user, at=clock.now(), **words, **reach(body.goes_to, request.user))


@router.post("/ideas/{number}/plan", auth=WRITE, response=answers(TrialOut))
@acts(lambda request, number: get_object_or_404(trials_shown(request), pk=number))
def plan_idea(request: ByToken, number: Number) -> Any:
    """I'll try this: a plan of your own, which nobody else sees."""
    found: Idea = get_object_or_404(Idea.objects.visible_to(request.user), pk=number)
    ensure(policies.may_take_up(found))
    return found.take_up(request.user, at=clock.now())


@router.post("/ideas/{number}/promise", auth=WRITE, response=answers(PromiseOut))
@acts(lambda request, number: get_object_or_404(promises_shown(request), pk=number))
def promise_idea(request: ByToken, number: Number, body: ToGroup) -> Any:
    """I'll try this: promised to a group of yours."""
    found: Idea = get_object_or_404(Idea.objects.visible_to(request.user), pk=number)
    ensure(policies.may_take_up(found))
    return found.take_up(request.user, at=clock.now(), group=own_group(request, body.group_id))


@router.get("/trials", auth=READ, response=answers(Page[TrialOut]))
def trials(request: ByToken, mine: bool = False, after: After = None, limit: Limit = 50) -> Any:
    """What you tried, and what was told to your groups."""
    known = trials_shown(request)
    return page(request, known.filter(person=request.user) if mine else known, after, limit)


@router.get("/trials/{number}", auth=READ, response=answers(TrialOut))
def trial(request: ByToken, number: Number) -> Any:
    """One trial."""
    return get_object_or_404(trials_shown(request), pk=number)


@router.post("/trials", auth=WRITE, response=answers(TrialOut))
@acts(lambda request, number: get_object_or_404(trials_shown(request), pk=number))
@ones_own
def tell_trial(request: ByToken, body: NewTrial) -> Trial:
    """Tell what you tried."""
    group = own_group(request, body.group_id) if body.group_id else None
    return Trial.objects.tell(
        person=request.user, text=body.text, verdict=body.verdict, at=clock.now(), group=group,
        with_class=body.with_class, went_well=body.went_well, changed=body.changed,
    )  # fmt: skip


@router.post("/promises/{number}/trial", auth=WRITE, response=answers(TrialOut))
@acts(lambda request, number: get_object_or_404(trials_shown(request), pk=number))
def tell_promise(request: ByToken, number: Number, body: Told) -> Trial:
    """Tell what became of what you promised. Told again, it is the later word that stands."""
    found: Promise = get_object_or_404(promises_shown(request), pk=number)
    ensure(policies.may_tell(request.user, found))
    return Trial.objects.report(found, body.verdict, at=clock.now())


def own_group(request: ByToken, number: int) -> Group:
    """A group of one's own that goes on."""
    found = get_object_or_404(Group.objects.visible_to(request.user), pk=number)
    ensure(belongs(request.user, found) and found.is_going())
    return found
