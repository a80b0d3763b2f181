"""A group's surveys, and the way of one of them: its questions, its data record, its classes, what was said."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.enquiry.views.finding import find_own_group
from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import as_csv
from collegium.kit.web import SignedIn, ensure, show
from collegium.programmes.models import Aspect
from collegium.surveys import asking, forms, policies, showing
from collegium.surveys.models import Begun, NotReady, Survey, Wave, Words
from collegium.surveys.models.survey import MOST_ITEMS
from collegium.surveys.models.wave import MOST_CODES
from collegium.surveys.views.finding import find_run, find_survey


@login_required
def group(request: SignedIn, slug: str) -> HttpResponse:
    """What this group asked its pupils, and how to ask them."""
    found = find_own_group(request, slug)
    return _group(request, found, forms.Prepare(sets=asking.for_pupils(), initial=_first()))


def _first() -> dict[str, str]:
    one = asking.for_pupils()[0]
    return {"questions": one.key, "title": one.title}


def _group(request: SignedIn, found: Group, form: forms.Prepare, *, status: int = 200) -> HttpResponse:
    surveys = Survey.objects.visible_to(request.user).filter(group=found).prefetch_related("waves")
    return show(
        request, "surveys/group.html", status=status, group=found, face=face(found, request.user), tab="voice",
        form=form, surveys=surveys.order_by("-at", "-pk"), may=policies.may_ask_pupils(request.user, found),
    )  # fmt: skip


@login_required
@acts
def preparing(request: SignedIn, slug: str) -> HttpResponse:
    found, at = find_own_group(request, slug), clock.now()
    ensure(policies.may_ask_pupils(request.user, found))
    form = forms.Prepare(request.POST, sets=asking.for_pupils())
    if not form.is_valid():
        return _group(request, found, form, status=422)
    chosen = asking.find(form.cleaned_data["questions"])
    return once(request, lambda: Survey.objects.prepare(
        title=form.cleaned_data["title"], group=found, by=request.user, at=at, aspect=_aspect(found),
        items=chosen.items if chosen else ()))  # fmt: skip


def _aspect(group: Group) -> Aspect | None:
    """What the group’s theme is about, so that what pupils say can be laid beside walks and results."""
    return group.theme.aspect if group.theme else None


@login_required
def survey(request: SignedIn, number: int) -> HttpResponse:
    return survey_page(request, find_survey(request, number))


def survey_page(request: SignedIn, found: Survey, *, status: int = 200, **typed: Any) -> HttpResponse:
    """What comes next is open; what is done can be read again. Figures only of rounds that are over."""
    me, wave = request.user, showing.counted(found.wave_now())
    releases = showing.released(found)
    items = list(found.items.order_by("order"))
    waiting = Words.objects.visible_to(me).filter(wave__survey=found).waiting().exists()
    context: dict[str, Any] = {
        "survey": found, "wave": wave, "items": items, "account": getattr(found, "account", None),
        "codes": list(wave.codes.select_related("by").order_by("label", "pk")), "releases": releases,
        "figures": showing.distributions(found, releases), "mine": _mine(releases, me.pk, items), "waiting": waiting,
        "words": list(Words.objects.visible_to(me).to_read(found)),
        "may_run": policies.may_run(me, found), "may_change": policies.may_change(me, found),
        "may_answer": wave.is_open and policies.may_answer(me, found), "has_room": len(items) < MOST_ITEMS,
        "hand_out": forms.HandOut(), "ask": forms.Ask(initial={"kind": "scale"}),
    }  # fmt: skip
    if found.group is not None:
        context |= {"group": found.group, "face": face(found.group, me), "tab": "voice"}
    page = "surveys/survey.html" if found.group is not None else "surveys/staff_survey.html"
    return show(request, page, status=status, **context | typed)


def _mine(releases: Any, me: int, items: Any) -> list[tuple[Any, Any]]:
    """One’s own classes by themselves, where that gives nobody away."""
    found = [
        (code, showing.of_class(one, code.pk, items))
        for one in releases
        for code in one.wave.codes.filter(by=me).order_by("label", "pk")
    ]
    return [pair for pair in found if pair[1]]


@login_required
@acts
def asking_more(request: SignedIn, number: int) -> HttpResponse:
    """A question more."""
    found, at, form = find_run(request, number), clock.now(), forms.Ask(request.POST)
    if not form.is_valid():
        return survey_page(request, found, status=422, ask=form)
    if found.items.count() >= MOST_ITEMS:
        form.add_error(None, _("Ten questions are as many as a class answers with care. Leave one out first."))
        return survey_page(request, found, status=422, ask=form)
    try:
        return once(request, lambda: found.add(by=request.user, at=at, **form.cleaned_data).survey)
    except Begun:
        return begun(request, found)


@login_required
@acts
def leaving_out(request: SignedIn, number: int, item: int) -> HttpResponse:
    found, at = find_run(request, number), clock.now()
    one = get_object_or_404(found.items, pk=item)
    try:
        return once(request, lambda: found.leave_out(one, by=request.user, at=at), found)
    except Begun:
        return begun(request, found)


def begun(request: SignedIn, found: Survey) -> HttpResponse:
    """A code is out: what is asked, and on what terms, stays as it is."""
    messages.error(request, _("A code has been given out. What is asked, and how it is kept, stays as it is."))
    return survey_page(request, found, status=422)


@login_required
def account(request: SignedIn, number: int) -> HttpResponse:
    """The ethics and data record: filled in here, and read by all who read the survey."""
    found = find_survey(request, number)
    ensure(policies.may_run(request.user, found))
    kept = getattr(found, "account", None)
    names = ("who", "why", "consent", "help", "kept_until", "checker", "lead", "goes_up")
    known: dict[str, Any] = {name: getattr(kept, name) for name in names} if kept else {"checker": request.user}
    return _account(request, found, forms.Account(survey=found, initial=known))


def _account(request: SignedIn, found: Survey, form: forms.Account, *, status: int = 200) -> HttpResponse:
    return show(
        request, "surveys/account.html", status=status, survey=found, form=form,
        may_change=policies.may_change(request.user, found),
    )  # fmt: skip


@login_required
@acts
def accounting(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_run(request, number), clock.now()
    form = forms.Account(request.POST, survey=found)
    if not form.is_valid():
        return _account(request, found, form, status=422)
    given = {"checker": request.user} | form.cleaned_data
    try:
        return once(request, lambda: found.account_for(by=request.user, at=at, **given).survey)
    except Begun:
        return begun(request, found)


@login_required
@acts
def handing_out(request: SignedIn, number: int) -> HttpResponse:
    """A code for a class."""
    found, at, form = find_run(request, number), clock.now(), forms.HandOut(request.POST)
    wave = found.wave_now()
    ensure(found.group is not None and wave.closed_at is None)
    if form.is_valid() and wave.codes.count() >= MOST_CODES:
        form.add_error("label", _("Forty classes are as many as one round takes."))
    if not form.is_valid():
        return survey_page(request, found, status=422, hand_out=form)
    try:
        return once(request, lambda: wave.hand_out(by=request.user, at=at, **form.cleaned_data), _class_page)
    except NotReady:
        messages.error(request, _("First the questions and the ethics and data record, then the codes."))
        return survey_page(request, found, status=422, hand_out=form)


def _class_page(code: Any) -> str:
    return str(code.get_absolute_url())


@login_required
@acts
def closing(request: SignedIn, number: int) -> HttpResponse:
    """The round is over; what may be shown is shown, and stays."""
    found, at = find_run(request, number), clock.now()
    wave: Wave = found.wave_now()
    ensure(wave.opened_at is not None)
    return once(request, lambda: wave.close(by=request.user, at=at), found)


@login_required
@acts
def again(request: SignedIn, number: int) -> HttpResponse:
    """The same questions once more."""
    found, at = find_run(request, number), clock.now()
    return once(request, lambda: found.ask_again(by=request.user, at=at), found)


@login_required
def figures(request: SignedIn, number: int) -> HttpResponse:
    """The same figures as a file."""
    found = find_survey(request, number)
    columns, rows = showing.as_rows(showing.distributions(found, showing.released(found)))
    answer = HttpResponse(as_csv(columns, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="survey-{found.pk}.csv"'
    return answer
