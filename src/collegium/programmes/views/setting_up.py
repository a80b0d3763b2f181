"""Opening a programme in small steps. Each can be left, skipped, come back to and undone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models.year import year_starting
from collegium.programmes import forms, policies
from collegium.programmes.approaches import shipped
from collegium.programmes.models import Approach, InUse, Programme, Theme, bring_in, schools_led_by
from collegium.programmes.views.finding import led

STEPS = {
    "words": gettext_lazy("What it is for"),
    "themes": gettext_lazy("Themes"),
    "times": gettext_lazy("Times"),
    "sizes": gettext_lazy("Sizes and wishes"),
    "review": gettext_lazy("Look it over"),
}


@login_required
def new(request: SignedIn) -> HttpResponse:
    """Which way of working?"""
    ensure(policies.may_draft(request.user))
    schools = schools_led_by(request.user).order_by("name")
    own = {approach.key: approach for approach in Approach.objects.in_use().filter(school__in=schools).order_by("pk")}
    ways = shipped() | {key: _words(approach) for key, approach in own.items()}
    return show(
        request, "programmes/new.html", schools=schools, last_year=_latest(request),
        ways=[{"key": key} | way for key, way in ways.items() if way.get("is_for_groups", True)],
    )  # fmt: skip


def _words(approach: Approach) -> dict[str, Any]:
    return {name: getattr(approach, name) for name in ("title", "summary", "is_for_groups", "is_for_new_staff")}


def _latest(request: SignedIn) -> Programme | None:
    return Programme.objects.led_by(request.user).opened().order_by("-year_starts_on", "-pk").first()


@login_required
@acts
def drafts(request: SignedIn) -> HttpResponse:
    """Begin a draft that nobody else sees."""
    ensure(policies.may_draft(request.user))
    form = forms.Drafting(request.POST, schools=schools_led_by(request.user))
    if not form.is_valid():
        raise Http404
    school, key = form.cleaned_data["school"], form.cleaned_data["approach"]
    now = clock.now()

    def draft() -> Programme:
        bring_in(school, at=now, by=request.user)
        approach = get_object_or_404(Approach.objects.in_use(), school=school, key=key)
        return Programme.objects.draft(
            approach, year_starts_on=year_starting(clock.today()), title=_(approach.title), by=request.user, at=now
        )

    return once(request, draft, lambda programme: step_url(programme, "words"))


@login_required
def setup(request: SignedIn, pk: int, step: str) -> HttpResponse:
    return show_step(request, led(request.user, pk), step)


def show_step(
    request: SignedIn, programme: Programme, step: str, form: django_forms.Form | None = None, theme: int = 0
) -> HttpResponse:
    """One step of the set-up; with a form that needs another look, the same step and status 422."""
    if step not in STEPS:
        raise Http404
    keys = list(STEPS)
    place = keys.index(step)
    return show(
        request, f"programmes/setup_{step}.html", status=422 if form else 200,
        programme=programme, steps=STEPS.items(), step=step,
        before=keys[place - 1] if place else "", after=keys[place + 1] if place + 1 < len(keys) else "",
        **_contents(programme, step, form, theme),
    )  # fmt: skip


def _contents(programme: Programme, step: str, form: django_forms.Form | None, theme: int) -> dict[str, Any]:
    if step == "words":
        return {"form": form or forms.Words(initial=words_of(programme), programme=programme)}
    if step == "sizes":
        return {"form": form or forms.Sizes(initial=_sizes_of(programme))}
    if step == "themes":
        return _themes(programme, form, theme)
    slots = list(programme.slots.in_order())
    if step == "times":
        return {
            "slots": slots,
            "form": form if isinstance(form, forms.SlotForm) else forms.SlotForm(),
            "week": form if isinstance(form, forms.WeekForm) else forms.WeekForm(),
        }
    return {
        "slots": slots,
        "themes": programme.themes.in_order().select_related("aspect", "priority"),
        "schools": programme.schools.order_by("name"),
        "vision": as_html(programme.vision),
        "has_answers": programme.answers.exists(),
    }


def _themes(programme: Programme, form: django_forms.Form | None, theme: int) -> dict[str, Any]:
    themes = programme.themes.in_order().select_related("aspect", "priority")
    return {
        "themes": [(one, form if form and one.pk == theme else _filled(programme, one)) for one in themes],
        "form": form if form and not theme else forms.ThemeForm(programme=programme),
        "edited": theme,
        "aspects": programme.school.aspects.in_use().in_order(),
        "priorities": programme.school.priorities.order_by("title"),
    }


def _filled(programme: Programme, theme: Theme) -> forms.ThemeForm:
    names = ("title", "about", "aspect", "priority", "most_groups", "is_induction")
    return forms.ThemeForm(
        programme=programme, theme=theme, initial={name: getattr(theme, name) for name in names} | {
            "aspect": theme.aspect or "", "priority": theme.priority or "",
        },
    )  # fmt: skip


def words_of(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.title, "vision": programme.vision, "approach": programme.approach_id,
        "year_starts_on": programme.year_starts_on.isoformat(), "begins_on": programme.begins_on,
        "ends_on": programme.ends_on, "schools": [school.pk for school in programme.schools.all()],
    }  # fmt: skip


def _sizes_of(programme: Programme) -> dict[str, Any]:
    names = ("smallest", "largest", "most_wishes", "wishes_until", "alone_allowed", "lists_groups")
    return {name: getattr(programme, name) for name in names}


def step_url(programme: Programme, step: str) -> str:
    return resolve_url("programmes:setup", programme.pk, step)


def _write(
    request: SignedIn, programme: Programme, step: str, form: django_forms.Form, verb: Callable[..., object], *,
    then: str = "", theme: int = 0,
) -> HttpResponse:  # fmt: skip
    """Write down what one step says and go on; if something is missing, the same step says so."""
    if not form.is_valid():
        return show_step(request, programme, step, form, theme)
    return once(
        request, lambda: verb(by=request.user, at=clock.now(), **form.cleaned_data),
        step_url(programme, then or step),
    )  # fmt: skip


@login_required
@acts
def words(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    form = forms.Words(request.POST, programme=programme)
    return _write(request, programme, "words", form, partial(programme.describe, schools=None), then="themes")


@login_required
@acts
def sizes(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    return _write(request, programme, "sizes", forms.Sizes(request.POST), programme.describe, then="review")


@login_required
@acts
def themes(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    form = forms.ThemeForm(request.POST, programme=programme)
    return _write(request, programme, "themes", form, programme.add_theme)


@login_required
@acts
def theme(request: SignedIn, pk: int, theme: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = get_object_or_404(programme.themes, pk=theme)
    form = forms.ThemeForm(request.POST, programme=programme, theme=found)
    return _write(request, programme, "themes", form, found.write, theme=theme)


@login_required
@acts
def theme_removal(request: SignedIn, pk: int, theme: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = get_object_or_404(programme.themes, pk=theme)
    to = step_url(programme, "themes")
    try:
        return once(request, lambda: found.take_out(by=request.user, at=clock.now()), to)
    except InUse:
        stays = _("“%(theme)s” stays: somebody has wished for it. You can still change its words.")
        messages.warning(request, stays % {"theme": found})
        return once(request, lambda: None, to)


@login_required
@acts
def slots(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    return _write(request, programme, "times", forms.SlotForm(request.POST), programme.give_slot)


@login_required
@acts
def week(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    return _write(request, programme, "times", forms.WeekForm(request.POST), programme.give_week)


@login_required
@acts
def slot_removal(request: SignedIn, pk: int, slot: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = get_object_or_404(programme.slots, pk=slot)
    return once(request, lambda: found.take_out(by=request.user, at=clock.now()), step_url(programme, "times"))


@login_required
@acts
def opening(request: SignedIn, pk: int) -> HttpResponse:
    """From a draft to what all staff see."""
    programme = led(request.user, pk)
    answer = once(
        request, lambda: programme.open(by=request.user, at=clock.now()), resolve_url("programmes:desk", pk)
    )
    messages.success(request, _("“%(title)s” is open. Nobody has had a letter yet.") % {"title": programme})
    return answer


@login_required
@acts
def opening_removal(request: SignedIn, pk: int) -> HttpResponse:
    """Back to a draft, while nobody has answered."""
    programme = led(request.user, pk)
    return once(
        request, lambda: programme.back_to_draft(by=request.user, at=clock.now()), step_url(programme, "review")
    )


@login_required
@acts
def discarding(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    ensure(not programme.is_open)
    if programme.groups.exists():
        messages.warning(request, _("“%(title)s” stays: groups of last year go on in it.") % {"title": programme})
        return once(request, lambda: None, step_url(programme, "review"))
    return once(
        request, lambda: programme.discard(by=request.user, at=clock.now()), resolve_url("programmes:programmes")
    )
