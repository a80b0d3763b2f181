"""Thirty seconds at the bus stop: telling by one's own link, without signing in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from collegium.enquiry import asking, forms
from collegium.enquiry.models import Trial
from collegium.enquiry.models.trial import newest
from collegium.enquiry.words import buttons
from collegium.groups.policies import belongs
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import show
from collegium.meetings.models import Promise
from collegium.people.models import Link


def opened_by(token: str) -> Promise:
    """The promise that this link asks about, for as long as its author belongs to the group."""
    link = Link.objects.opened_by(token, asking.KIND, clock.now())
    found = link and Promise.objects.select_related("group__approach", "person").filter(pk=link.thing).first()
    if not link or not found or not belongs(link.person, found.group):
        raise Http404
    return newest(found)


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Only the question. Opening it changes nothing, and shows no answer and nobody else's word."""
    if Link.objects.is_over(token, asking.KIND, clock.now()):
        return show(request, "mail/closed.html", status=410)
    promise = opened_by(token)
    answered = Trial.objects.filter(promise=promise).exists()
    return show(
        request, "enquiry/by_link.html",
        promise=promise, token=token, answered=answered, buttons=buttons(promise.group.approach.verdicts),
    )  # fmt: skip


@never_cache
@acts
def told_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Kept; it can be changed by the same link."""
    promise = opened_by(token)
    form, at = forms.Tap(request.POST), clock.now()
    to = reverse("enquiry:by-link", args=[token])
    if not form.is_valid():
        return redirect(to)
    done = once(request, lambda: Trial.objects.report(promise, form.cleaned_data["verdict"], at=at), to)
    messages.success(request, _("Thank you. That is all we need; your group sees it."))
    return done
