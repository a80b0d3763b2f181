"""What one learner says: help, a goal, how far they came."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.files.looking import Refused
from collegium.files.models import File
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure
from collegium.study import forms, policies
from collegium.study.models import Completion, Goal, Help
from collegium.study.views.courses import course_page, goal_form
from collegium.study.views.finding import find_course


@login_required
@acts
def helping(request: SignedIn, number: int) -> HttpResponse:
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    form, at = forms.SayHelp(request.POST), clock.now()
    if not form.is_valid():
        return course_page(request, found, status=422, help_form=form)
    return once(
        request, lambda: Help.objects.say(found, request.user, at=at, **form.cleaned_data), lambda _said: found
    )


@login_required
@acts
def no_help(request: SignedIn, number: int) -> HttpResponse:
    said: Help = get_object_or_404(Help.objects.visible_to(request.user).select_related("course__group"), pk=number)
    ensure(said.person_id == request.user.pk)
    at, course = clock.now(), said.course
    return once(request, lambda: said.take_back(at=at), course)


@login_required
@acts
def goal(request: SignedIn, number: int) -> HttpResponse:
    """My own goal, and who sees it."""
    found = find_course(request, number)
    ensure(policies.may_study(request.user, found.group))
    form, at = goal_form(found, request.user, request.POST), clock.now()
    if not form.is_valid():
        return course_page(request, found, status=422, goal_form=form)
    return once(
        request, lambda: Goal.objects.set(found, request.user, at=at, **form.cleaned_data), lambda _goal: found
    )


@login_required
@acts
def completing(request: SignedIn, number: int) -> HttpResponse:
    """How far I came, with my certificate: mine, unless I show it."""
    found = find_course(request, number)
    form, at = forms.Keep(request.POST, request.FILES), clock.now()
    if not form.is_valid():
        return course_page(request, found, status=422, keep=form)
    given = form.cleaned_data

    def keep() -> Completion:
        sent, file = given["certificate"], None
        if sent:
            file = File.objects.keep(sent[1], name=sent[0], by=request.user, at=at)
        return Completion.objects.keep(
            found, request.user, words=given["words"], is_shown=given["is_shown"], file=file, at=at
        )

    try:
        return once(request, keep, lambda _kept: found)
    except Refused as error:
        form.add_error("certificate", str(error))
        return course_page(request, found, status=422, keep=form)
