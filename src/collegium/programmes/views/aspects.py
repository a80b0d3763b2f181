"""The aspects of practice of a school: read by its staff, named by whoever leads its programmes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School
from collegium.programmes import forms, policies
from collegium.programmes.models import Aspect, schools_led_by
from collegium.programmes.starting_aspects import starting_aspects


@login_required
def aspects(request: SignedIn, slug: str) -> HttpResponse:
    """Which parts of teaching the school looks at, alike in themes, walks and surveys."""
    school = _seen(request, slug)
    return _show(request, school, forms.AspectForm(school=school))


def _show(request: SignedIn, school: School, form: forms.AspectForm, status: int = 200) -> HttpResponse:
    named = list(school.aspects.in_order())
    return show(
        request, "programmes/aspects.html", status=status, school=school, form=form,
        aspects=[aspect for aspect in named if aspect.is_in_use],
        withdrawn=[aspect for aspect in named if not aspect.is_in_use],
        starting=[] if named else starting_aspects(),
        may_name=policies.may_name_aspects(request.user, school),
    )  # fmt: skip


def _seen(request: SignedIn, slug: str) -> School:
    schools = request.user.schools_now() | schools_led_by(request.user)
    return get_object_or_404(schools, slug=slug)


def _named(request: SignedIn, slug: str) -> School:
    school = _seen(request, slug)
    ensure(policies.may_name_aspects(request.user, school))
    return school


def _aspect(request: SignedIn, slug: str, pk: int) -> Aspect:
    return get_object_or_404(_named(request, slug).aspects.visible_to(request.user).select_related("school"), pk=pk)


@login_required
@acts
def new(request: SignedIn, slug: str) -> HttpResponse:
    school = _named(request, slug)
    form = forms.AspectForm(request.POST, school=school)
    if not form.is_valid():
        return _show(request, school, form, status=422)
    words = form.cleaned_data
    return once(
        request,
        lambda: Aspect.objects.add(words["title"], school, about=words["about"], by=request.user, at=clock.now()),
        _all(slug),
    )


@login_required
@acts
def starters(request: SignedIn, slug: str) -> HttpResponse:
    """Begin with a list that others use, and put it in one's own words."""
    school = _named(request, slug)
    return once(
        request,
        lambda: Aspect.objects.bring_in(starting_aspects(), school, by=request.user, at=clock.now()),
        _all(slug),
    )


@login_required
def aspect(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Its words, whether it is in use, and its place."""
    found = _aspect(request, slug, pk)
    return _one(request, found, forms.AspectForm(
        school=found.school, aspect=found, initial={"title": found.title, "about": found.about}
    ))  # fmt: skip


def _one(request: SignedIn, found: Aspect, form: forms.AspectForm, status: int = 200) -> HttpResponse:
    return show(request, "programmes/aspect.html", status=status, aspect=found, school=found.school, form=form)


@login_required
@acts
def rewording(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    found = _aspect(request, slug, pk)
    form = forms.AspectForm(request.POST, school=found.school, aspect=found)
    if not form.is_valid():
        return _one(request, found, form, status=422)
    words = form.cleaned_data
    return once(
        request,
        lambda: found.change(words["title"], words["about"], by=request.user, at=clock.now()),
        _all(found.school.slug),
    )


@login_required
@acts
def place(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """One place up."""
    found = _aspect(request, slug, pk)
    return once(request, lambda: found.move_up(by=request.user, at=clock.now()), _all(slug))


@login_required
@acts
def use(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Withdraw it, or take it up again."""
    found = _aspect(request, slug, pk)
    verb = found.take_up if request.POST.get("again") else found.withdraw
    return once(request, lambda: verb(by=request.user, at=clock.now()), _all(slug))


def _all(slug: str) -> str:
    return resolve_url("programmes:aspects", slug)
