"""Open answers: looked through by one person for names, and passed on where a pupil may need help."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.surveys import forms, policies
from collegium.surveys.models import Passed, Survey, Words
from collegium.surveys.views.finding import find_survey, find_words


@login_required
def looking_through(request: SignedIn, number: int) -> HttpResponse:
    """What waits, in the order of the alphabet: for the one who looks through, and nobody else."""
    return _waiting(request, find_survey(request, number))


def _waiting(request: SignedIn, found: Survey, *, status: int = 200) -> HttpResponse:
    account = getattr(found, "account", None)
    ensure(account is not None and account.checker_id == request.user.pk)
    waiting = Words.objects.visible_to(request.user).filter(wave__survey=found).waiting().select_related("item")
    return show(
        request, "surveys/looking_through.html", status=status, survey=found, account=account,
        waiting=list(waiting.order_by("item__order", "text", "pk")),
    )  # fmt: skip


def _home(survey: Survey) -> str:
    return reverse("surveys:looking-through", args=[survey.pk])


@login_required
@acts
def letting_through(request: SignedIn, number: int) -> HttpResponse:
    """Without names, to the others; left empty, it is kept back for good."""
    words, at, form = find_words(request, number), clock.now(), forms.LookThrough(request.POST)
    survey = words.wave.survey
    if not form.is_valid():
        messages.error(request, _("At most 500 characters. Nothing was changed."))
        return _waiting(request, survey, status=422)
    text = "" if "back" in request.POST else form.cleaned_data["text"]
    return once(request, lambda: words.let_through(text, by=request.user, at=at), _home(survey))


@login_required
@acts
def passing_on(request: SignedIn, number: int) -> HttpResponse:
    """To the safeguarding lead: this text alone."""
    words, at = find_words(request, number), clock.now()
    lead = words.wave.survey.account.lead
    ensure(lead is not None)
    messages.success(request, _("%(name)s has it now and is told by letter. Nobody else reads it.") % {"name": lead})
    return once(request, lambda: words.pass_on(by=request.user, at=at), _home(words.wave.survey))


@login_required
def passed(request: SignedIn, number: int) -> HttpResponse:
    """What was passed on, for the safeguarding lead."""
    found = get_object_or_404(Passed.objects.visible_to(request.user).select_related("survey", "by"), pk=number)
    return show(request, "surveys/passed.html", passed=found)


@login_required
@acts
def settling(request: SignedIn, number: int) -> HttpResponse:
    found, at = get_object_or_404(Passed.objects.visible_to(request.user), pk=number), clock.now()
    ensure(policies.may_settle(request.user, found))
    return once(request, lambda: found.settle(by=request.user, at=at), reverse("surveys:passed", args=[found.pk]))
