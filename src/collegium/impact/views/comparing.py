"""One comparison: the question, whom it is about, its numbers, and what may be said."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collegium.impact import forms, policies
from collegium.impact.bringing import Brought, NotCounts, counts_in
from collegium.impact.findings import before_of, may_go_further, now_of, rows_for
from collegium.impact.from_walks import found_by_walks
from collegium.impact.membership import members_of
from collegium.impact.models import Comparison, Settled
from collegium.impact.picture import picture
from collegium.impact.views.finding import known, led, with_counts
from collegium.impact.wording import of_numbers, points_of, said_of, warnings_of
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import UnreadableTable, as_csv, as_xlsx, read_table
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School

MOST_BYTES = 1024 * 1024


@login_required
def new(request: SignedIn, slug: str) -> HttpResponse:
    """The question first."""
    school = led(request, slug)
    return _new(request, school, forms.Registering(school=school, today=clock.today()))


def _new(request: SignedIn, school: School, form: forms.Registering, status: int = 200) -> HttpResponse:
    return show(
        request, "impact/new.html", status=status, school=school, form=form,
        has_aspects=school.aspects.in_use().exists(),
    )  # fmt: skip


@login_required
@acts
def comparisons(request: SignedIn, slug: str) -> HttpResponse:
    school = led(request, slug)
    form = forms.Registering(request.POST, school=school, today=clock.today())
    if not form.is_valid():
        return _new(request, school, form, status=422)
    return once(
        request, lambda: Comparison.objects.register(**form.words(), by=request.user, at=clock.now())
    )


@login_required
def comparison(request: SignedIn, pk: int) -> HttpResponse:
    return _comparison(request, known(request, pk))


def _comparison(
    request: SignedIn, found: Comparison, *, status: int = 200, refused: str = "", **given: django_forms.Form
) -> HttpResponse:
    members, mine = members_of(found), _typed_by_me(request, found)
    return show(
        request, "impact/comparison.html", status=status, comparison=found, school=found.school,
        refused=refused, typed_by_me=mine,
        members=members, groups=len({member.groups for member in members}),
        counting=given.get("counting") or forms.Counting(initial=_typed(found) if mine else {}),
        departments=given.get("departments") or _departments(found, mine),
        walks=found_by_walks(found, request.user),
        opened=next(iter(given), "file" if refused else ""),
        **_found(request, found),
    )  # fmt: skip


def _found(request: SignedIn, found: Comparison) -> dict[str, Any]:
    """What may be said of it, among those that are looked at together."""
    if not now_of(found):
        return {"row": None}
    together = Comparison.objects.visible_to(request.user).of_round(
        found.school, found.year_starts_on, found.measure
    )
    rows = rows_for(list(with_counts(together).order_by("pk")), request.user)
    row = next(row for row in rows if row.comparison == found)
    numbers = row.finding.numbers
    return {
        "row": row, "said": said_of(row), "of_lessons": found.of_lessons,
        "picture": picture([row]), "warnings": warnings_of([row]),
        "table": [(row, of_numbers(numbers) if numbers else None)],
        "whole": of_numbers(numbers)["whole"] if numbers else "",
        "by_department": points_of(row.together.difference, *row.together.interval) if row.together else "",
        "goes_further": may_go_further(found),
        "among": len(rows),
    }  # fmt: skip


def _typed_by_me(request: SignedIn, found: Comparison) -> bool:
    return all(count.by_id == request.user.pk for count in found.counts.all())


def _typed(found: Comparison) -> dict[str, int]:
    now, before = now_of(found), before_of(found)
    of = {} if now is None else {name: getattr(now, name) for name in forms.FourNumbers.NAMES}
    earlier = {} if before is None else {f"before_{name}": getattr(before, name) for name in forms.FourNumbers.NAMES}
    return of | earlier


def _departments(found: Comparison, mine: bool) -> forms.Departments:
    departments = list(found.school.departments.order_by("name"))
    numbers = {department.name: department.pk for department in departments}
    initial = {
        f"d{numbers[count.department]}_{name}": getattr(count, name)
        for count in found.counts.all() if mine and count.department in numbers for name in forms.FourNumbers.NAMES
    }  # fmt: skip
    return forms.Departments(departments=departments, initial=initial)


@login_required
def members(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """Whom to count as members, for a file of one's own."""
    found = known(request, pk)
    columns = [pgettext("of somebody", "Name"), _("Staff code"), _("Department"), _("Groups"), _("Months")]
    rows = [(one.name, one.staff_code, one.department, one.groups, one.months) for one in members_of(found)]
    if kind == "csv":
        answer = HttpResponse(as_csv(columns, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(as_xlsx(columns, rows, title=_("Members")), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="members-{found.pk}.{kind}"'
    return answer


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@acts
def counts(request: SignedIn, pk: int) -> HttpResponse:
    found = _countable(request, pk)
    form = forms.Counting(request.POST)
    if not form.is_valid():
        return _comparison(request, found, status=422, counting=form)
    words = form.cleaned_data
    return once(
        request,
        lambda: found.type_counts(words["now"], words["before"], by=request.user, at=clock.now()), found,
    )  # fmt: skip


@login_required
@acts
def departments(request: SignedIn, pk: int) -> HttpResponse:
    found = _countable(request, pk)
    whole = now_of(found)
    form = forms.Departments(request.POST, departments=list(found.school.departments.order_by("name")))
    if form.is_valid() and (whole is None or not forms.adds_up(form.cleaned_data["tables"], whole.arms)):
        form.add_error(None, _("The departments do not add up to the numbers of the whole school above."))
    if not form.is_valid():
        return _comparison(request, found, status=422, departments=form)
    return once(
        request,
        lambda: found.type_departments(form.cleaned_data["tables"], by=request.user, at=clock.now()), found,
    )  # fmt: skip


@login_required
@acts
def file(request: SignedIn, pk: int) -> HttpResponse:
    """Counts out of a file. A list of people is refused, and nothing of it is kept."""
    found = _countable(request, pk)
    form = forms.File(request.POST, request.FILES)
    if not form.is_valid():
        return _comparison(request, found, status=422, refused=_("Choose a file first."))
    sent = form.cleaned_data["file"]
    try:
        table = read_table(sent.file, sent.name, most_bytes=MOST_BYTES)
        brought = counts_in(table, list(found.school.departments.values_list("name", flat=True)))
    except (UnreadableTable, NotCounts) as error:
        return _comparison(request, found, status=422, refused=str(error))
    return once(request, lambda: _take(found, brought, request), found)


@login_required
@acts
def walk(request: SignedIn, pk: int) -> HttpResponse:
    """The numbers of a learning walk, and how far its walkers agreed: nobody has to type them."""
    found = _countable(request, pk)
    known_here = {one.look_for.pk: one for one in found_by_walks(found, request.user)}
    chosen = known_here.get(forms.number_in(request.POST.get("look_for", "")))
    if chosen is None:
        raise Http404
    return once(
        request, lambda: found.take(chosen.look_for, chosen.arms, by=request.user, at=clock.now()), found
    )


def _take(found: Comparison, brought: Brought, request: SignedIn) -> None:
    now = clock.now()
    found.type_counts(brought.whole, by=request.user, at=now)
    if brought.departments and forms.adds_up(brought.departments, brought.whole):
        found.type_departments(brought.departments, by=request.user, at=now)


def _countable(request: SignedIn, pk: int) -> Comparison:
    found = known(request, pk)
    ensure(policies.may_count(request.user, found))
    return found


@login_required
@acts
def removal(request: SignedIn, pk: int) -> HttpResponse:
    """Taken back, as if it had not been asked; only before its numbers are there."""
    found = _countable(request, pk)
    to = resolve_url("impact:overview", found.school.slug)
    try:
        return once(request, lambda: found.take_back(by=request.user, at=clock.now()), to)
    except Settled:
        messages.warning(request, _("It stays: its numbers are known. A question is not withdrawn for its answer."))
        return once(request, lambda: None, found)
