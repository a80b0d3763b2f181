"""The timetable of a whole school: choose the file, correct the columns, look, bring in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import UnreadableTable, as_xlsx, read_table
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person, School
from collegium.visits import bringing, policies, reading_timetables
from collegium.visits.models import Period, Timetable, TimetableFile
from collegium.visits.views.finding import find_school
from collegium.visits.views.week import grid_of

SHOWN = 100


@login_required
@require_http_methods(["GET", "POST"])
def timetables(request: SignedIn, slug: str) -> HttpResponse:
    """Choose the file. Nothing changes by uploading it: the next page shows what it would change."""
    if request.method == "POST":
        return uploads(request, slug)
    return _choose(request, _school(request, slug))


@acts
def uploads(request: SignedIn, slug: str) -> HttpResponse:
    school = _school(request, slug)
    try:
        return once(request, lambda: _take(request, school), _address)
    except UnreadableTable as error:
        return _choose(request, school, str(error))


def _choose(request: SignedIn, school: School, trouble: str = "") -> HttpResponse:
    staff = Person.objects.on_staff_of([school])
    have = Timetable.objects.filter(school=school, person__in=staff).count()
    return show(
        request, "visits/timetables.html", status=422 if trouble else 200, school=school, trouble=trouble,
        has_periods=Period.objects.of(school).exists(), have=have, staff=staff.count(), meanings=[
            words for words, _names in reading_timetables.MEANINGS.values()
        ],
        earlier=TimetableFile.objects.filter(school=school, done_at__isnull=False).order_by("-pk")[:5],
    )  # fmt: skip


@login_required
def file(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """What the file would change; once it is in, what it brought."""
    found = _find(request, slug, number)
    context: dict[str, Any] = {"file": found, "school": found.school}
    if not found.is_done:
        is_enough = reading_timetables.is_enough(found.meanings)
        context |= {
            "is_enough": is_enough,
            "columns": reading_timetables.shown(found.columns, found.meanings, found.rows),
            "difference": bringing.look(found) if is_enough else None,
        }
    bad = _bad(found)
    return show(request, "visits/timetable_file.html", bad=bad[:SHOWN], all_bad=len(bad), **context)


@acts
@login_required
def meanings(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found, at = _find(request, slug, number), clock.now()
    chosen = {
        meaning: position
        for position in range(len(found.columns))
        if (meaning := request.POST.get(f"column-{position}", "")) in reading_timetables.MEANINGS
    }
    return once(request, lambda: found.understand(chosen, by=request.user, at=at), lambda _nothing: _address(found))


@acts
@login_required
def beginning(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Bring the good rows in."""
    found = _find(request, slug, number)
    ensure(reading_timetables.is_enough(found.meanings))
    response = once(
        request, lambda: bringing.bring(found, by=request.user, at=clock.now()), lambda _nothing: _address(found)
    )
    messages.success(request, _("The timetables are in. Nobody has been told anything."))
    return response


@login_required
def bad_rows(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """The rows to mend, with the reason beside each."""
    found = _find(request, slug, number)
    header = [*found.columns, _("Row in the list"), _("What is wrong"), _("How to mend it")]
    rows = [
        [*line.cells, str(line.number), f"{line.trouble.column}: {line.trouble.reason}", line.trouble.mend]
        for line in _bad(found) if line.trouble
    ]  # fmt: skip
    response = HttpResponse(
        as_xlsx(header, rows, title="Rows to mend"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="timetable-rows-to-mend-{found.pk}.xlsx"'
    return response


@login_required
def of_person(request: SignedIn, slug: str, person: int) -> HttpResponse:
    """Somebody's week, for whoever brought it or plans visits at the school."""
    known = Timetable.objects.visible_to(request.user).filter(school__in=School.objects.served_by(request.user))
    found = get_object_or_404(known.select_related("person", "school", "by"), school__slug=slug, person=person)
    return show(request, "visits/timetable.html", timetable=found, school=found.school, weeks=grid_of(found))


def _bad(found: TimetableFile) -> list[reading_timetables.Line]:
    if not reading_timetables.is_enough(found.meanings) or not found.rows:
        return []
    today = clock.today(found.school.timezone)
    read = reading_timetables.understand(found.school, found.meanings, found.rows, found.numbers, today=today)
    return read.bad


def _take(request: SignedIn, school: School) -> TimetableFile:
    upload = request.FILES.get("list")
    if upload is None:
        raise UnreadableTable(_("Choose a file first."))
    if not Period.objects.of(school).exists():
        raise UnreadableTable(_("Say first how the school’s day goes: without periods no lesson finds its place."))
    most = {"most_rows": reading_timetables.MOST_ROWS, "most_columns": reading_timetables.MOST_COLUMNS}
    file: Any = upload
    table = read_table(file, str(upload.name), **most)
    return TimetableFile.objects.create(
        school=school, by=request.user, at=clock.now(), name=str(upload.name)[:200], columns=table.columns,
        rows=table.rows, numbers=table.numbers, meanings=reading_timetables.guess(table.columns),
    )  # fmt: skip


def _school(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_bring_timetables(request.user, school))
    return school


def _find(request: SignedIn, slug: str, number: int) -> TimetableFile:
    school = _school(request, slug)
    return get_object_or_404(TimetableFile.objects.select_related("school"), school=school, pk=number)


def _address(found: TimetableFile) -> str:
    return reverse("visits:timetable-file", args=[found.school.slug, found.pk])
