"""A staff list from the upload to the last row: choose, correct the columns, look, bring in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.tables import UnreadableTable, as_xlsx, read_table
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies
from collegium.people.jobs import bring_staff
from collegium.people.models import School, StaffImport
from collegium.people.stafflist import bringing, columns, showing
from collegium.people.views.finding import find_school

# So many rows come in while the page waits; more are the worker's.
AT_ONCE = 500


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: SignedIn, slug: str) -> HttpResponse:
    """Choose the list. Nothing changes by uploading it: the next page shows what it would change."""
    if request.method == "POST":
        return uploads(request, slug)
    return _choose(request, _school(request, slug))


@acts
def uploads(request: SignedIn, slug: str) -> HttpResponse:
    school, file = _school(request, slug), request.FILES.get("list")
    try:
        if file is None:
            raise UnreadableTable(_("Choose a file first."))
        return once(request, lambda: _take(request, school, file), _address)
    except UnreadableTable as error:
        return _choose(request, school, str(error))


def _choose(request: SignedIn, school: School, trouble: str = "") -> HttpResponse:
    earlier = StaffImport.objects.filter(school=school).exclude(state="looking").order_by("-pk")[:10]
    return show(
        request,
        "people/imports.html",
        status=422 if trouble else 200,
        school=school,
        trouble=trouble,
        earlier=earlier,
        meanings=[words for words, _names in columns.MEANINGS.values()],
    )


@login_required
def staff_import(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """What the list would change; while it comes in, how far it is; afterwards, what it brought."""
    found = _find(request, slug, number)
    context: dict[str, Any] = {"found": found, "school": found.school}
    if found.is_looked_at:
        context |= showing.preview(found, clock.today())
    elif found.is_done:
        context |= showing.what_was_bad(found, clock.today())
    return show(request, "people/staff_import.html", "progress", **context)


@acts
@login_required
def meanings(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Somebody corrects what the columns mean."""
    found, at = _find(request, slug, number), clock.now()
    chosen = {
        meaning: position
        for position in range(len(found.columns))
        if (meaning := request.POST.get(f"column-{position}", "")) in columns.MEANINGS
    }
    return once(request, lambda: found.understand(chosen, by=request.user, at=at), lambda _nothing: _address(found))


@acts
@login_required
def beginning(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Bring the good rows in, and end the places that were ticked."""
    found = _find(request, slug, number)
    leaving = [int(one) for one in request.POST.getlist("leaving") if one.isdecimal() and len(one) < 16]
    return once(request, lambda: _bring(request, found, leaving), lambda _nothing: _address(found))


@acts
@login_required
def stop(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = _find(request, slug, number)
    return once(request, lambda: found.stop(by=request.user, at=clock.now()), lambda _nothing: _address(found))


@login_required
def bad_rows(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """The rows that could not come in, with the reason beside each: mend them there and bring the file back."""
    found = _find(request, slug, number)
    header, rows = showing.bad_rows(found, clock.today())
    response = HttpResponse(
        as_xlsx(header, rows, title="Rows to mend"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="rows-to-mend-{found.pk}.xlsx"'
    return response


def _bring(request: SignedIn, found: StaffImport, leaving: list[int]) -> None:
    at = clock.now()
    if not StaffImport.objects.alone(found):
        messages.warning(request, _("Another list is coming in just now. Look again when it is in."))
        return
    difference = bringing.look(found, at.date())
    total = len(difference.new) + len(difference.changed)
    places = {place.pk for place in difference.missing if place.person_id != request.user.pk}
    if not found.begin(leaving=sorted(places & set(leaving)), total=total, by=request.user, at=at):
        return
    if total <= AT_ONCE:
        bringing.bring(found, at=at)
    else:
        later(bring_staff, found.pk)


def _take(request: SignedIn, school: School, file: Any) -> StaffImport:
    table = read_table(file, file.name)
    return StaffImport.objects.create(
        school=school,
        by=request.user,
        brought_at=clock.now(),
        name=file.name[:200],
        columns=table.columns,
        rows=table.rows,
        numbers=table.numbers,
        meanings=columns.guess(table.columns, table.rows),
    )


def _school(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_import_staff(request.user, school))
    return school


def _find(request: SignedIn, slug: str, number: int) -> StaffImport:
    school = _school(request, slug)
    return get_object_or_404(StaffImport.objects.select_related("school", "by"), school=school, pk=number)


def _address(found: StaffImport) -> str:
    return reverse("people:import", args=[found.school.slug, found.pk])
