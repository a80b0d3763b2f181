"""The page for strangers: written by those who wrote the report, agreed by each author, allowed by the school."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from collegium.community.atom import absolute, clean
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes.models import ChangedMeanwhile, Report
from collegium.outcomes.policies import may_write, stands_above
from collegium.people.models import School
from collegium.sharings import forms, policies
from collegium.sharings.models import Contact, PrivateAddress, Summary

MOST = 50
# What was taken back is gone by the next request, wherever a page was kept.
fresh = cache_control(public=True, no_cache=True)


def _find(request: SignedIn, number: int) -> tuple[Report, School]:
    """A report that is on the web, for its writers, its authors and whoever leads at its school."""
    known = Report.objects.public().visible_to(request.user).select_related("edition", "group")
    report = get_object_or_404(known, pk=number)
    school = report.schools.order_by("name").first()
    ensure(school is not None)
    assert school is not None
    me = request.user
    ensure(may_write(me, report) or stands_above(me, report) or policies.leads(me, school))
    return report, school


@login_required
def summary(request: SignedIn, number: int) -> HttpResponse:
    return _page(request, *_find(request, number))


def _page(
    request: SignedIn, report: Report, school: School, *, status: int = 200, changed: bool = False, **bound: Any
) -> HttpResponse:
    me, found = request.user, Summary.objects.filter(report=report).select_related("report__edition").first()
    contact = Contact.objects.filter(school=school).first()
    yes = found.yes_of() if found else []
    initial = {"words": found.words, "links": forms.as_lines(found.links)} if found else {}
    forms_now: dict[str, Any] = {
        "form": forms.Summary(initial=initial) if may_write(me, report) else None,
        "contact_form": forms.Contact(initial={"who": contact.who, "email": contact.email} if contact else {}),
    }  # fmt: skip
    return show(
        request, "sharings/summary.html", status=status, report=report, school=school, summary=found, yes=yes,
        contact=contact, changed=changed, mine=dict(yes).get(me), leads=policies.leads(me, school),
        is_public=found is not None and Summary.objects.public().filter(pk=found.pk).exists(),
        **(forms_now | bound),
    )  # fmt: skip


def _home(report: Report) -> str:
    return reverse("sharings:summary", args=[report.pk])


@login_required
@acts
def writing(request: SignedIn, number: int) -> HttpResponse:
    report, school = _find(request, number)
    ensure(may_write(request.user, report))
    form, at = forms.Summary(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, report, school, status=422, form=form)
    given = form.cleaned_data
    return once(
        request, lambda: Summary.objects.write(report, **given, school=school, by=request.user, at=at), _home(report)
    )


@login_required
@acts
def saying_yes(request: SignedIn, number: int) -> HttpResponse:
    """An author's, or the school's, to the words that stood on their page."""
    report, school = _find(request, number)
    found, at, seen = get_object_or_404(Summary, report=report), clock.now(), request.POST.get("seen", "")
    for_school = request.POST.get("for") == "school"
    ensure(policies.leads(request.user, school) if for_school else stands_above(request.user, report))
    verb = (lambda: found.allow(seen=seen, by=request.user, at=at)) if for_school else (
        lambda: found.agree(request.user, seen=seen, at=at))  # fmt: skip
    try:
        return once(request, verb, _home(report))
    except ChangedMeanwhile:
        return _page(request, report, school, status=409, changed=True)


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    report, school = _find(request, number)
    found, at = get_object_or_404(Summary, report=report), clock.now()
    leads = policies.leads(request.user, school)
    ensure(leads or stands_above(request.user, report))
    return once(request, lambda: found.take_back(by=request.user, for_school=leads, at=at), _home(report))


@login_required
@acts
def giving_contact(request: SignedIn, number: int) -> HttpResponse:
    """Left empty, the contact is taken back."""
    report, school = _find(request, number)
    ensure(policies.leads(request.user, school))
    form, at = forms.Contact(request.POST), clock.now()
    if not form.is_valid():
        return _page(request, report, school, status=422, contact_form=form)
    given = form.cleaned_data
    if not given["email"]:
        return once(request, lambda: Contact.objects.take_back(school, by=request.user, at=at), _home(report))
    try:
        return once(
            request, lambda: Contact.objects.give(school, by=request.user, at=at, **given), _home(report)
        )
    except PrivateAddress:
        form.add_error("email", forms.PRIVATE)
        return _page(request, report, school, status=422, contact_form=form)


# Without signing in: no script, no cookie


@require_safe
@fresh
def web(request: HttpRequest, number: int) -> HttpResponse:
    known = Summary.objects.public().select_related("report__edition", "report__group", "school__public_contact")
    found = get_object_or_404(known, report=number)
    assert found.report.edition is not None
    return render(
        request, "sharings/web/summary.html",
        {"summary": found, "report": found.report, "title": found.report.edition.title, "school": found.school,
         "authors": found.report.edition.authors_in_order,
         "contact": found.school.public_contact, "address": absolute(found.public_url),
         "feed": absolute(reverse("sharings:web-feed", args=[found.school.slug]))},
    )  # fmt: skip


@require_safe
@fresh
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """A school's summaries, the newest first. Without one there is no feed, nor a sign that the school is here."""
    known = Summary.objects.public().filter(school__slug=slug).select_related("report__edition", "school")
    rows = list(known.order_by("-report__shared_at", "-pk")[:MOST])
    school = get_object_or_404(School, pk=rows[0].school_id if rows else 0)
    own = absolute(reverse("sharings:web-feed", args=[slug]))
    made = Atom1Feed(title=clean(school.name), link=own, description="", feed_url=own, feed_guid=own)
    for one in rows:
        assert one.report.edition is not None
        address = absolute(one.public_url)
        made.add_item(title=clean(one.report.edition.title), link=address, unique_id=address,
                      description=clean(one.words), pubdate=one.report.shared_at, updateddate=one.report.shared_at,
                      author_name=clean(school.name))  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
