"""What staff say about the programme, what was changed because of it, and what pupils say by theme."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Link, Person
from collegium.programmes.models import Programme
from collegium.programmes.views.finding import led, opened
from collegium.surveys import asking, forms, inviting, policies, showing
from collegium.surveys.models import Change, Closed, NotReady, Survey, ThemeRelease, Wave
from collegium.surveys.views.finding import find_run, find_survey
from collegium.surveys.views.preparing import survey_page
from collegium.surveys.views.pupils import leaves_no_trace, questions


@login_required
def programme(request: SignedIn, pk: int) -> HttpResponse:
    """For all staff: what we asked, what we said, what changed."""
    return _programme(request, opened(request.user, pk), forms.Tell())


def _programme(request: SignedIn, found: Programme, form: forms.Tell, *, status: int = 200) -> HttpResponse:
    me = request.user
    surveys = Survey.objects.visible_to(me).filter(programme=found)
    themes = ThemeRelease.objects.visible_to(me).filter(theme__programme=found).select_related("theme")
    return show(
        request, "surveys/programme.html", status=status, programme=found, form=form,
        surveys=surveys.prefetch_related("waves").order_by("-at", "-pk"),
        changes=Change.objects.visible_to(me).filter(programme=found).order_by("-at", "-pk"),
        themes=[(one, showing.of_theme(one.figures)) for one in themes.order_by("theme__order", "number", "pk")],
        may_lead=policies.may_ask_staff(me, found),
    )  # fmt: skip


@login_required
@acts
def preparing(request: SignedIn, pk: int) -> HttpResponse:
    """The shipped questions to staff, to be changed as the lead likes."""
    found, at = led(request.user, pk), clock.now()
    chosen = asking.for_staff()[0]
    return once(request, lambda: Survey.objects.prepare(
        title=chosen.title, programme=found, by=request.user, at=at, items=chosen.items))  # fmt: skip


@login_required
@acts
def inviting_staff(request: SignedIn, number: int) -> HttpResponse:
    """The letters go out."""
    found, at = find_run(request, number), clock.now()
    ensure(found.programme is not None)
    try:
        return once(request, lambda: inviting.invite(found, by=request.user, at=at), found)
    except (NotReady, Closed):
        return survey_page(request, found, status=422, not_ready=True)


@login_required
@acts
def telling(request: SignedIn, pk: int) -> HttpResponse:
    found, at, form = led(request.user, pk), clock.now(), forms.Tell(request.POST)
    if not form.is_valid():
        return _programme(request, found, form, status=422)
    return once(request, lambda: Change.objects.tell(found, by=request.user, at=at, **form.cleaned_data), _home(pk))


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found, at = get_object_or_404(Change.objects.visible_to(request.user), pk=number), clock.now()
    ensure(policies.may_tell(request.user, found.programme))
    return once(request, lambda: found.take_back(by=request.user, at=at), _home(found.programme_id))


def _home(pk: int) -> str:
    return reverse("surveys:programme", args=[pk])


@login_required
@acts
def mine(request: SignedIn, number: int) -> HttpResponse:
    """Signed in: one's own one-time code, and the questions."""
    found = find_survey(request, number)
    ensure(policies.may_answer(request.user, found) and found.wave_now().is_open)
    return leaves_no_trace(_drawn)(request, found.wave_now(), request.user)


def opened_by(token: str, at: datetime) -> tuple[Wave, Person]:
    """The round that this letter asks for, and whom it asks."""
    link = Link.objects.opened_by(token, inviting.KIND, at)
    wave = Wave.objects.filter(pk=link.thing).select_related("survey__programme").first() if link else None
    if link is None or wave is None or not policies.may_answer(link.person, wave.survey):
        raise Http404
    return wave, link.person


@leaves_no_trace
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the letter's link changes nothing."""
    wave, _person = opened_by(token, clock.now())
    if not wave.is_open:
        return show(request, "surveys/over.html", status=410)
    return show(request, "surveys/staff_begin.html", survey=wave.survey, token=token, account=wave.survey.account)


@leaves_no_trace
@require_POST
def drawn_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time code that this link is good for: the same one each time."""
    wave, person = opened_by(token, clock.now())
    return _drawn(request, wave, person)


def _drawn(request: HttpRequest, wave: Wave, person: Person) -> HttpResponse:
    try:
        ticket = inviting.draw(wave, person)
    except Closed:
        ticket = None
    if ticket is None:
        return show(request, "surveys/over.html", status=410)
    return questions(request, ticket)


