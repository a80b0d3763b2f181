"""What colleagues write: the feed, one post with its answers, and what one may do with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collegium.community import forms, policies
from collegium.community.feed import feed, followed, page_of, shown_to, waiting
from collegium.community.models import HouseRules, Post, Report, TooMuch, TooWide
from collegium.community.reaching import choices_for, networks_of, passing_choices, reach
from collegium.community.views.finding import find_post, home_for, knows_rules, this_week
from collegium.files.looking import Refused
from collegium.files.models import File
from collegium.files.views import as_answer
from collegium.kit import clock
from collegium.kit.leafing import leaf
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person

ANSWERS = 50
VIEWS = ("", "following", "questions", "mine")


@login_required
def posts(request: SignedIn) -> HttpResponse:
    """What is new: from everybody, from whom one follows, questions that wait for an answer, one's own."""
    return _feed_page(request, _writing(request))


def _feed_page(request: SignedIn, form: forms.Writing | None, *, status: int = 200) -> HttpResponse:
    which, before = request.GET.get("show", ""), request.GET.get("before", "")
    which = which if which in VIEWS else ""
    return show(
        request, "community/feed.html", status=status, leaf=_rows(request, which, before), which=which, form=form,
        topic=this_week(), tab="feed",
    )  # fmt: skip


def _rows(request: SignedIn, which: str, before: str) -> Any:
    me = request.user
    match which:
        case "following":
            return followed(me, clock.now(), before)
        case "questions":
            return waiting(me, before)
        case "mine":
            return page_of(Post.objects.standing().filter(person=me), me, before)
        case _:
            return feed(me, before)


def _writing(request: SignedIn, data: Any = None) -> forms.Writing | None:
    """The box for something new; nothing for whoever is on no staff."""
    if not policies.may_share(request.user):
        return None
    reaches, topic = choices_for(request.user, home_for(request)), this_week()
    initial = {"is_question": request.GET.get("ask") == "1", "topic": request.GET.get("topic"),
               "text": request.GET.get("text", "")[:200]}  # fmt: skip
    return forms.Writing(
        data, request.FILES or None, reaches=reaches, topic=topic, knows_rules=knows_rules(request), initial=initial
    )


@login_required
def writing(request: SignedIn) -> HttpResponse:
    """A page of its own for it: from the bus stop, a thumb and a minute."""
    form = _writing(request)
    ensure(form is not None)
    return show(request, "community/writing.html", form=form, topic=this_week(), asks=request.GET.get("ask") == "1")


@login_required
@acts
def shared(request: SignedIn) -> HttpResponse:
    home, form = home_for(request), _writing(request, request.POST)
    assert form is not None
    if form.is_valid():
        given, at = form.cleaned_data, clock.now()
        words = {"is_question": given["is_question"], "topic": given.get("topic"), **reach(given["reach"])}

        def share() -> Post:
            picture = _picture(given, by=request.user, at=at)
            return Post.objects.share(given["text"], person=request.user, home=home, at=at, picture=picture, **words)

        if done := _kept(request, form, share, "community:posts"):
            return done
    return show(request, "community/writing.html", status=422, form=form, topic=this_week(),
                asks=bool(form.data.get("is_question")))  # fmt: skip


def _picture(given: dict[str, Any], *, by: Person, at: datetime) -> File | None:
    if not given["picture"]:
        return None
    name, looked = given["picture"]
    return File.objects.keep(looked, name=name, describes=given["describes"], by=by, at=at)


def _kept(request: SignedIn, form: Any, verb: Callable[[], Post], to: Any = None) -> HttpResponse | None:
    """What was written stands, and the rules are known from then on. None: it was too much, and the form says so."""

    def write() -> Post:
        with transaction.atomic():
            HouseRules.accept(by=request.user, at=clock.now())
            return verb()

    try:
        return once(request, write, to)
    except TooMuch:
        form.add_error("text", _("That is a great deal for one hour. Nothing is lost: send it again a little later."))
    except TooWide:
        form.add_error("reach", _("Its author gave it to fewer people. Keep to those."))
    except Refused as error:
        form.add_error("picture", str(error))
    return None


@login_required
@require_safe
def picture(request: SignedIn, number: int) -> HttpResponse:
    """What hangs on a post, for whoever reads the post now: small, or whole if that is asked for."""
    known = Post.objects.visible_to(request.user).standing().filter(picture__isnull=False).select_related("picture")
    found = get_object_or_404(known, pk=number)
    assert found.picture is not None
    return as_answer(found.picture, small="whole" not in request.GET)


@login_required
def post(request: SignedIn, number: int) -> HttpResponse:
    return _post_page(request, find_post(request, number))


def _post_page(
    request: SignedIn, found: Post, *, status: int = 200, answer: Any = None, passing: Any = None, why: Any = None
) -> HttpResponse:
    """With its answers in the order of their coming; an answer is shown under what it answers."""
    if found.answers_to_id:
        return redirect(f"{found.answers_to.get_absolute_url()}#post-{found.pk}")  # type: ignore[union-attr]
    me = request.user
    known = Post.objects.visible_to(me).standing().filter(answers_to=found)
    said = leaf(known, "at", ANSWERS, request.GET.get("before", ""))
    shown = shown_to(me, [found.pk, *[row.pk for row in said.rows[::-1]]])
    rules = knows_rules(request)
    may_answer, may_pass = policies.may_answer(me, found), policies.may_pass_on(me, found)
    return show(
        request, "community/post.html", status=status, post=found, leaf=said,
        shown=next((one for one in shown if one.post == found), None),
        answers=[one for one in shown if one.post != found],
        answer=(answer or forms.Words(knows_rules=rules)) if may_answer else None,
        passing=(passing or _passing(request, found, rules)) if may_pass else None,
        reporting=why or forms.Reporting() if policies.may_report(me, found) else None, why=why,
        wider=_wider(request, found), is_mine=found.person_id == me.pk,
    )  # fmt: skip


def _passing(request: SignedIn, found: Post, rules: bool, data: Any = None) -> forms.Passing | None:
    choices = passing_choices(found, request.user, home_for(request))
    return forms.Passing(data, reaches=choices, knows_rules=rules) if choices else None


def _wider(request: SignedIn, found: Post) -> list[tuple[str, str, Any]]:
    """Width, network and words of each wider circle that its author may give it to."""
    if found.person_id != request.user.pk:
        return []
    rows: list[tuple[str, str, Any]] = []
    for value, words in choices_for(request.user, found.home):
        width, _dash, network = value.partition("-")
        if policies.may_widen(request.user, found, width):
            rows.append((width, network, words))
    return rows


@login_required
@acts
def answering(request: SignedIn, number: int) -> HttpResponse:
    found = find_post(request, number)
    ensure(policies.may_answer(request.user, found))
    home, at = home_for(request), clock.now()
    form = forms.Words(request.POST, knows_rules=knows_rules(request))
    if form.is_valid():
        text = form.cleaned_data["text"]
        if done := _kept(request, form, lambda: found.answer(text, person=request.user, home=home, at=at), found):
            return done
    return _post_page(request, found, status=422, answer=form)


@login_required
@acts
def passing_on(request: SignedIn, number: int) -> HttpResponse:
    found = find_post(request, number)
    ensure(policies.may_pass_on(request.user, found))
    home, at = home_for(request), clock.now()
    form = _passing(request, found, knows_rules(request), request.POST)
    ensure(form is not None)
    assert form is not None
    if form.is_valid():
        given = form.cleaned_data
        if done := _kept(
            request, form, lambda: Post.objects.share(
                given["text"], person=request.user, home=home, at=at, passes_on=found, **reach(given["reach"])
            ), "community:posts",
        ):  # fmt: skip
            return done
    return _post_page(request, found, status=422, passing=form)


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    """Only its author, and only wider."""
    found, at = find_post(request, number), clock.now()
    form = forms.Widening(request.POST, networks=found.home.networks.all())
    ensure(form.is_valid() and policies.may_widen(request.user, found, form.cleaned_data["width"]))
    width, network = form.cleaned_data["width"], form.cleaned_data["network"]
    ensure(width != "network" or network in networks_of(found.home))
    return once(request, lambda: found.widen(width, network=network, by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_post(request, number), clock.now()
    ensure(policies.may_take_back(request.user, found))
    messages.success(request, _("Taken back. Nobody reads it any more."))
    return once(request, lambda: found.withdraw(by=request.user, at=at), "community:posts")


@login_required
@acts
def reporting(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_post(request, number), clock.now()
    ensure(policies.may_report(request.user, found))
    form = forms.Reporting(request.POST)
    if not form.is_valid():
        return _post_page(request, found, status=422, why=form)
    messages.success(request, _("Thank you. Somebody at the author’s school looks at it; nobody learns who said so."))
    return once(request, lambda: Report.objects.make(found, by=request.user, at=at, **form.cleaned_data),
                "community:posts")  # fmt: skip
