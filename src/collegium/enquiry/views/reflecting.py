"""Reflections: one's own until one shares a version."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.enquiry import forms
from collegium.enquiry.models import Reflection, Shared
from collegium.enquiry.reflecting import colleagues_of, prompts_for
from collegium.enquiry.views.finding import my_groups
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

A_PAGE = 30


@login_required
def reflections(request: SignedIn) -> HttpResponse:
    """Mine, and what colleagues have shared with me."""
    me = request.user
    own = Reflection.objects.visible_to(me).prefetch_related("versions").order_by("-at", "-pk")
    shown = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    given = Shared.objects.visible_to(me).exclude(reflection__person=me).select_related("reflection__person", "group")
    return show(
        request, "enquiry/reflections.html",
        reflections=shown, sheet=shown, given=given.order_by("-at", "-pk")[:A_PAGE],
        prompts=prompts_for(me), tab="reflections",
    )  # fmt: skip


@login_required
def reflecting(request: SignedIn) -> HttpResponse:
    """A page to write on, with the question that one chose, or with none."""
    prompt = request.GET.get("prompt", "")
    asked = prompt if prompt in {words for _title, found in prompts_for(request.user) for words in found} else ""
    return show(request, "enquiry/reflecting.html", form=forms.Reflect(initial={"prompt": asked}), prompt=asked)


@login_required
@acts
@ones_own
def reflected(request: SignedIn) -> HttpResponse:
    form, at = forms.Reflect(request.POST), clock.now()
    if not form.is_valid():
        return show(
            request, "enquiry/reflecting.html", status=422, form=form, prompt=request.POST.get("prompt", "")[:300]
        )
    given = form.cleaned_data
    return once(request, lambda: Reflection.objects.begin(person=request.user, at=at, **given))


def _find(request: SignedIn, number: int) -> Reflection:
    return get_object_or_404(Reflection.objects.visible_to(request.user), pk=number)


@login_required
def reflection(request: SignedIn, number: int) -> HttpResponse:
    return _page(request, _find(request, number))


def _page(request: SignedIn, found: Reflection, *, status: int = 200, **bound: Any) -> HttpResponse:
    me = request.user
    context: dict[str, Any] = {
        "form": forms.Reflect(initial={"text": found.text, "prompt": found.prompt}),
        "share_form": forms.ShareReflection(groups=my_groups(me), colleagues=colleagues_of(me)),
    }
    versions = found.versions.select_related("group").prefetch_related("people").order_by("-number")
    return show(
        request, "enquiry/reflection.html", status=status, reflection=found, versions=versions, **(context | bound)
    )


@login_required
@acts
def rewriting(request: SignedIn, number: int) -> HttpResponse:
    found, form, at = _find(request, number), forms.Reflect(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, found, status=422, form=form)
    return once(request, lambda: found.write(form.cleaned_data["text"], at=at), found)


@login_required
@acts
def sharing(request: SignedIn, number: int) -> HttpResponse:
    """These words, as they are now, to a group or to colleagues by name."""
    found, me, at = _find(request, number), request.user, clock.now()
    form = forms.ShareReflection(request.POST, groups=my_groups(me), colleagues=colleagues_of(me))
    if not form.is_valid():
        return _page(request, found, status=422, share_form=form)
    given = form.cleaned_data
    return once(request, lambda: found.share(at=at, group=given["group"], people=given["people"]), found)


@login_required
@acts
def throwing_away(request: SignedIn, number: int) -> HttpResponse:
    found, at = _find(request, number), clock.now()
    return once(request, lambda: found.throw_away(at=at), "enquiry:reflections")


@login_required
def shared(request: SignedIn, number: int) -> HttpResponse:
    """What somebody shared, as it was then; taken back, its day is left."""
    known = Shared.objects.visible_to(request.user).select_related("reflection__person", "group")
    found = get_object_or_404(known, pk=number)
    return show(
        request, "enquiry/shared.html",
        shared=found, author=found.reflection.person, is_mine=found.reflection.person_id == request.user.pk,
    )  # fmt: skip


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(Shared.objects.visible_to(request.user).select_related("reflection__person"), pk=number)
    ensure(found.reflection.person_id == request.user.pk)
    at = clock.now()
    return once(request, lambda: found.withdraw(at=at), found.reflection)
