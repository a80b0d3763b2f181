"""Looking at a plan: its page, its progress, its print, and the problem to take away."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from collegium.forming.board import board_of, outside
from collegium.forming.models import Formation
from collegium.forming.policies import may_change
from collegium.forming.problem import as_file, without_traces
from collegium.forming.views.finding import find_formation, find_programme, rules_form, show_plan, tries_of
from collegium.forming.words import say_clash
from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.programmes.models import KeepApart, Programme


@require_safe
@login_required
def programme(request: SignedIn, programme: int) -> HttpResponse:
    """The plan in use; before there is one, what it needs."""
    found = find_programme(request, programme)
    current = Formation.objects.of(found).select_related("programme__school", "programme__approach").first()
    return show_formation(request, current) if current else show_beginning(request, found)


@require_safe
@login_required
def formation(request: SignedIn, formation: int) -> HttpResponse:
    """One try, in use or not."""
    return show_formation(request, find_formation(request, formation))


def show_formation(request: SignedIn, formation: Formation) -> HttpResponse:
    if formation.is_running:
        return show_running(request, formation)
    if formation.failure:
        titles = {group.key: group.title or group.theme.title for group in formation.groups.select_related("theme")}
        return show(
            request,
            "forming/failed.html",
            formation=formation,
            programme=formation.programme,
            clashes=[say_clash(clash, titles) for clash in formation.failure],
            tries=[one for one in tries_of(formation.programme) if not one.failure],
        )
    return show_plan(request, formation)


def show_running(request: SignedIn, formation: Formation) -> HttpResponse:
    return show(
        request,
        "forming/running.html",
        "progress",
        formation=formation,
        programme=formation.programme,
        is_late=formation.is_late(clock.now()),
    )


def show_beginning(
    request: SignedIn, programme: Programme, *, status: int = 200, form: object = None
) -> HttpResponse:
    """Before the first try: wishes still coming in, nothing to form groups from, or the rules to begin with."""
    at = clock.now()
    return show(
        request,
        "forming/beginning.html",
        status=status,
        programme=programme,
        is_collecting=programme.is_collecting(at),
        answered=programme.answered().count(),
        asked=programme.staff().count(),
        themes=programme.themes.count(),
        slots=programme.slots.count(),
        form=form or rules_form(programme),
    )


@require_safe
@login_required
def progress(request: SignedIn, formation: int) -> HttpResponse:
    """How far the planner has come. When it is done the page is fetched anew."""
    found = find_formation(request, formation)
    if not found.is_running:
        return HttpResponseClientRefresh()
    return show_running(request, found)


@require_safe
@login_required
def problem(request: SignedIn, formation: int) -> HttpResponse:
    """What the planner was asked, as a file for somebody's own program: numbers drawn anew, no names."""
    found = find_formation(request, formation)
    own = KeepApart.objects.visible_to(request.user).filter(programme=found.programme)
    pairs = {(str(one), str(other)) for one, other in own.values_list("one_id", "other_id")}
    task = replace(found.task, apart=tuple(pair for pair in found.task.apart if pair in pairs))
    # The same numbers at each download, and nobody but this site can work them out from those of its pages.
    seed = int(salted_hmac("groups problem", str(found.pk), algorithm="sha256").hexdigest(), 16)
    answer = JsonResponse(as_file(without_traces(task, seed)), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="groups-problem-{found.number}.json"'
    return answer


@require_safe
@login_required
def printed(request: SignedIn, formation: int) -> HttpResponse:
    """The groups on paper, without wishes."""
    found = find_formation(request, formation)
    return show(
        request, "forming/print.html", formation=found, programme=found.programme, board=board_of(found)
    )


@require_safe
@login_required
def left_outside(request: SignedIn, formation: int) -> HttpResponse:
    """Who of the staff is not in this plan, and putting them in by hand."""
    found = find_formation(request, formation)
    left = outside(found)
    return show(
        request,
        "forming/outside.html",
        formation=found,
        programme=found.programme,
        outside=left,
        groups=[
            (_("Did not answer"), left.unanswered),
            (_("Asked a question of their own"), left.undecided),
            (_("Work alone this year"), left.alone),
            (_("New this year"), left.new),
        ],
        may_change=may_change(found),
    )
