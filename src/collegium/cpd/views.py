"""One's own log and certificates; and the page on which a certificate is checked."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.cpd import forms, printing
from collegium.cpd.deriving import KINDS, Line, Span, frozen, log_of, minutes_of, tried_by
from collegium.cpd.models import Addition, Certificate
from collegium.cpd.models.certificate import CertificateQuerySet
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.tables import as_csv
from collegium.kit.web import SignedIn, show
from collegium.meetings.hours import in_hours
from collegium.people.models.year import year_starting

FIRST_YEAR = 2000


@require_GET
@login_required
def log(request: SignedIn) -> HttpResponse:
    """A school year of one's own. Nobody else can open it."""
    return _show_log(request)


@require_GET
@login_required
def log_file(request: SignedIn) -> HttpResponse:
    """The same as a table."""
    span, person = _span(request), request.user
    rows = [
        [line.on.isoformat(), str(KINDS[line.kind]), line.title, line.role, _time(line)]
        for line in log_of(person, span, at=clock.now())
    ]
    rows += [[one.on.isoformat(), _("Tried in class"), one.text, one.became, ""] for one in tried_by(person, span)]
    content = as_csv([_("Date"), _("Kind"), _("What"), _("As"), _("Hours")], rows)
    name = f'attachment; filename="cpd-{span.first.isoformat()}.csv"'
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


@acts
@login_required
@ones_own
def adding(request: SignedIn) -> HttpResponse:
    form = forms.Add(request.POST, today=_today(request))
    if not form.is_valid():
        return _show_log(request, adding=form, status=422)
    given = form.cleaned_data
    return once(
        request,
        lambda: Addition.objects.add(
            person=request.user, on=given["on"], title=given["title"], minutes=given["hours"], kind=given["kind"],
            role=given["role"], at=clock.now(),
        ),
        f"{reverse('cpd:log')}?year={year_starting(given['on']).year}",
    )  # fmt: skip


@acts
@login_required
def removal(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(Addition.objects.visible_to(request.user).select_related("person"), pk=number)
    to = f"{reverse('cpd:log')}?year={year_starting(found.on).year}"
    return once(request, lambda: found.remove(at=clock.now()), to)


@acts
@login_required
@ones_own
def issuing(request: SignedIn) -> HttpResponse:
    form = forms.Certify(request.POST)
    if not form.is_valid():
        return _show_log(request, certifying=form, status=422)
    given, now = form.cleaned_data, clock.now()
    span = Span(given["from_on"], given["until_on"], request.user.timezone or None)
    schools = [school.name for school in request.user.schools_now().order_by("name")]
    content = frozen(request.user, span, at=now, with_tried=given["with_tried"], schools=schools)
    return once(
        request,
        lambda: Certificate.objects.issue(
            person=request.user, from_on=span.first, until_on=span.last, content=content, at=now
        ),
    )  # fmt: skip


@require_GET
@login_required
def certificate(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    told = None if found.withdrawn_at else printing.told(found)
    return show(request, "cpd/certificate.html", certificate=found, told=told)


@require_GET
@login_required
def certificate_file(request: SignedIn, number: int) -> HttpResponse:
    found = get_object_or_404(_mine(request).standing(), pk=number)
    name = f'attachment; filename="certificate-{found.until_on.isoformat()}.pdf"'
    content = printing.as_pdf(found, at=found.at)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@acts
@login_required
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    response = once(request, lambda: found.withdraw(at=clock.now()), reverse("cpd:log"))
    messages.success(request, _("Withdrawn. Whoever opens its link from now on learns nothing."))
    return response


@require_GET
def verification(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the paper: what stands on it, from the place where it was made."""
    found = Certificate.objects.behind(token, clock.now())
    if found is None:
        return show(request, "cpd/no_certificate.html", status=404)
    return show(request, "cpd/verification.html", told=printing.told(found), house=settings.ADDRESS)


def _mine(request: SignedIn) -> CertificateQuerySet:
    return Certificate.objects.visible_to(request.user).select_related("person")


def _find(request: SignedIn, number: int) -> Certificate:
    return get_object_or_404(_mine(request), pk=number)


def _today(request: SignedIn) -> date:
    return clock.today(request.user.timezone or None)


def _span(request: SignedIn) -> Span:
    """The school year that is asked for, by default this one."""
    asked = request.GET.get("year", "")
    this = year_starting(_today(request)).year
    years = {str(year): year for year in range(FIRST_YEAR, this + 1)}
    year = years.get(asked, this)
    return Span(date(year, 9, 1), date(year + 1, 8, 31), request.user.timezone or None)


def _show_log(
    request: SignedIn, *, adding: forms.Add | None = None, certifying: forms.Certify | None = None, status: int = 200
) -> HttpResponse:
    span, today = _span(request), _today(request)
    lines = log_of(request.user, span, at=clock.now())
    last = min(span.last, today)
    return show(
        request, "cpd/log.html", status=status, span=span, kinds=_by_kind(lines), hours=in_hours(minutes_of(lines)),
        count=len(lines), tried=tried_by(request.user, span), before=span.first.year - 1,
        after=span.first.year + 1 if span.last < today else None,
        adding=adding or forms.Add(today=today, initial={"on": last}), is_adding=bool(adding),
        certifying=certifying or forms.Certify(initial={"from_on": span.first, "until_on": last, "with_tried": True}),
        certificates=list(Certificate.objects.visible_to(request.user).standing().order_by("-at")[:50]),
    )  # fmt: skip


def _by_kind(lines: list[Line]) -> list[tuple[str, str, list[tuple[Line, str]]]]:
    """Each kind with its hours, and its lines, the latest first."""
    found = []
    for kind, title in KINDS.items():
        those = [line for line in reversed(lines) if line.kind == kind]
        if those:
            timed = [(line, _time(line)) for line in those]
            found.append((str(title), in_hours(minutes_of(those)), timed))
    return found


def _time(line: Line) -> str:
    return in_hours(line.minutes) if line.minutes else ""
