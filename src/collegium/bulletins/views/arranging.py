"""A bulletin begins; and its name, its editor and its slots."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse

from collegium.bulletins import forms, policies
from collegium.bulletins.models import Bulletin
from collegium.bulletins.views.finding import find_bulletin, schools_without
from collegium.bulletins.views.reading import bulletins_page
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show


@login_required
@acts
def starting(request: SignedIn) -> HttpResponse:
    schools, at = schools_without(request.user), clock.now()
    ensure(bool(schools))
    form = forms.Start(request.POST, schools=schools)
    if not form.is_valid():
        return bulletins_page(request, form, 422)
    given = form.cleaned_data
    return once(
        request, lambda: Bulletin.objects.start(given["school"], title=given["title"], by=request.user, at=at),
        lambda bulletin: reverse("bulletins:writing", args=[bulletin.school.slug]),
    )  # fmt: skip


@login_required
def slots(request: SignedIn, school: str) -> HttpResponse:
    bulletin = find_bulletin(request, school)
    ensure(policies.may_arrange(request.user, bulletin))
    return show(request, "bulletins/slots.html", bulletin=bulletin, form=forms.Arranging(bulletin=bulletin))


@login_required
@acts
def arranging(request: SignedIn, school: str) -> HttpResponse:
    bulletin, at = find_bulletin(request, school), clock.now()
    ensure(policies.may_arrange(request.user, bulletin))
    form = forms.Arranging(request.POST, bulletin=bulletin)
    if not form.is_valid():
        return show(request, "bulletins/slots.html", status=422, bulletin=bulletin, form=form)
    given = form.cleaned_data
    return once(
        request, lambda: bulletin.arrange(
            title=given["title"], editor=given["editor"], slots=form.arranged(), by=request.user, at=at
        ), reverse("bulletins:writing", args=[bulletin.school.slug]),
    )  # fmt: skip
