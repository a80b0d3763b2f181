"""Bringing something into the library, and what its bringer does with it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.files.looking import Refused
from collegium.files.models import File
from collegium.groups.audience import Audience, choices_for, reach
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.library import forms, policies
from collegium.library.labels import LEVELS, READERS, TYPES
from collegium.library.models import NoConsent, Work
from collegium.library.noting import as_note
from collegium.library.views.finding import find_work, themes_for


def _form(request: SignedIn, data: Any = None, **initial: Any) -> forms.Brought:
    reaches = choices_for(request.user, alone=True)
    wide = next((choice for choice, _words in reaches if choice.startswith(Audience.SCHOOL)), reaches[0][0])
    return forms.Brought(data, themes=themes_for(request.user), reaches=reaches, initial={"reach": wide} | initial)


def _page(request: SignedIn, form: forms.Brought, document: forms.Document, *, status: int = 200) -> HttpResponse:
    return show(request, "library/bringing.html", status=status, form=form, document=document)


@login_required
def bringing(request: SignedIn) -> HttpResponse:
    """A title and what it is are enough."""
    kind = request.GET.get("kind", "")
    return _page(request, _form(request, kind=kind if kind in Work.Kind.values else "book"), forms.Document())


@login_required
@acts
def brought(request: SignedIn) -> HttpResponse:
    form, at = _form(request, request.POST), clock.now()
    if not form.is_valid():
        return _page(request, form, forms.Document(), status=422)
    reached = reach(form.cleaned_data["reach"], request.user)
    return once(request, lambda: Work.objects.bring(person=request.user, at=at, **form.words(), **reached))


@login_required
@acts
def note(request: SignedIn) -> HttpResponse:
    """The words of a document in the form, for somebody to look at before anything is kept."""
    document = forms.Document(request.POST, request.FILES)
    if document.is_valid():
        name, looked = document.cleaned_data["document"]
        try:
            words = as_note(looked)
        except Refused as error:
            document.add_error("document", str(error))
        else:
            title = name.rpartition(".")[0][:200] or name[:200]
            return _page(request, _form(request, kind=Work.Kind.NOTE, title=title, about=words), forms.Document())
    return _page(request, _form(request, kind=Work.Kind.NOTE), document, status=422)


def _described(found: Work, **more: Any) -> dict[str, Any]:
    there = set(found.labels.values_list("value", flat=True))
    given = {name: getattr(found, name) for name in forms.Described.base_fields if hasattr(found, name)}
    given |= {"themes": list(found.themes.values_list("pk", flat=True)), "year": found.year or ""}
    for name, choices in (("types", TYPES), ("readers", READERS), ("levels", LEVELS)):
        given[name] = [value for value, _words in choices if value in there]
    return given | more


@login_required
def wording(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    form = forms.Described(themes=themes_for(request.user), initial=_described(found))
    return show(request, "library/wording.html", work=found, form=form)


@login_required
@acts
def described(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    form, at = forms.Described(request.POST, themes=themes_for(request.user)), clock.now()
    if form.is_valid():
        try:
            return once(request, lambda: found.describe(by=request.user, at=at, **form.words()), found)
        except NoConsent:
            form.add_error("consent", _("Colleagues see this film: say who agreed, or take it back."))
    return show(request, "library/wording.html", status=422, work=found, form=form)


@login_required
@acts
def attaching(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    form, at = forms.Handout(request.POST, request.FILES), clock.now()
    if not form.is_valid():
        return _with_refused(request, found, form)
    (name, looked), describes = form.cleaned_data["file"], form.cleaned_data["describes"]

    def attach() -> None:
        file = File.objects.keep(looked, name=name, by=request.user, at=at, describes=describes)
        found.attach(file, by=request.user, at=at)

    try:
        return once(request, attach, found)
    except Refused as error:
        form.add_error("file", str(error))
        return _with_refused(request, found, form)


def _with_refused(request: SignedIn, found: Work, form: forms.Handout) -> HttpResponse:
    return show(request, "library/attaching.html", status=422, work=found, form=form)


@login_required
@acts
def removing(request: SignedIn, number: int, file: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    one, at = get_object_or_404(found.files, pk=file), clock.now()
    return once(request, lambda: one.remove(by=request.user, at=at), found)


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    """Only whoever brought it, and only wider."""
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: found.widen(audience, by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    ensure(policies.may_describe(request.user, found))
    at = clock.now()
    return once(request, lambda: found.withdraw(by=request.user, at=at), "library:works")
