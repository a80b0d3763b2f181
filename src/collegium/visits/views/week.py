"""One's own week: ticked on a phone, or out of a calendar file and then looked at."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import School
from collegium.visits import policies
from collegium.visits.dates import Dates
from collegium.visits.models import Lesson, Period, Rhythm, Taught, Timetable
from collegium.visits.reading_calendars import UnreadableCalendar, read_calendar, understand_calendar

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class Cell:
    """One place of the week, with the names of its boxes."""

    key: str
    day: str
    lesson: Taught | None

    @property
    def is_taught(self) -> bool:
        return self.lesson is not None and not self.lesson.is_protected

    @property
    def is_protected(self) -> bool:
        return self.lesson is not None and self.lesson.is_protected


@login_required
def week(request: SignedIn) -> HttpResponse:
    """Tick when you teach. A minute at the bus stop."""
    school = _school(request)
    timetable = Timetable.objects.filter(person=request.user, school=school).first()
    return _show(request, school, [one.place for one in timetable.lessons.all()] if timetable else [], timetable)


@acts
@login_required
def keeping(request: SignedIn) -> HttpResponse:
    school = _school(request)
    taught = _ticked(request, school)
    me, at = request.user, clock.now()
    response = once(
        request, lambda: Timetable.objects.write(me, school, taught, by=me, at=at), lambda _is_new: "visits:mine"
    )
    messages.success(request, _("Your week is kept. Whoever plans visits sees when you are free, and nobody else."))
    return response


@login_required
@require_POST
def calendar(request: SignedIn) -> HttpResponse:
    """Look at what a calendar file says; nothing is kept before one says so."""
    school = _school(request)
    upload = request.FILES.get("calendar")
    try:
        if upload is None:
            raise UnreadableCalendar(_("Choose a file first."))
        events = read_calendar(upload.read(1024 * 1024 + 1))
    except UnreadableCalendar as error:
        timetable = Timetable.objects.filter(person=request.user, school=school).first()
        known = [one.place for one in timetable.lessons.all()] if timetable else []
        return _show(request, school, known, timetable, trouble=str(error), status=422)
    today = clock.today(school.timezone)
    found = understand_calendar(events, Dates(school, today - HALF_A_YEAR, today + HALF_A_YEAR))
    return _show(request, school, found, None, from_calendar=True)


def grid_of(timetable: Timetable) -> list[tuple[str, list[tuple[Period, list[Cell]]]]]:
    """Each week of the cycle as rows of periods."""
    return _grid(timetable.school, [lesson.place for lesson in timetable.lessons.all()])


def _grid(school: School, lessons: list[Taught]) -> list[tuple[str, list[tuple[Period, list[Cell]]]]]:
    rhythm, periods = Rhythm.objects.of(school), list(Period.objects.of(school))
    places = {lesson[:3]: lesson for lesson in lessons}
    return [
        (
            rhythm.letters[number] if rhythm.letters else "",
            [(period, [_cell(places, number, day, period) for day in range(5)]) for period in periods],
        )
        for number in range(rhythm.weeks)
    ]


def _cell(places: dict[Any, Taught], number: int, day: int, period: Period) -> Cell:
    return Cell(f"{number}-{day}-{period.pk}", str(WEEKDAYS[day]), places.get((number, day, period.pk)))


def _ticked(request: SignedIn, school: School) -> list[Taught]:
    """What was ticked; class and room of before, or of the calendar file, stay with a lesson that stays."""
    rhythm = Rhythm.objects.of(school)
    periods = [period.pk for period in Period.objects.of(school)]
    same = request.POST.get("same") == "yes"
    before = {
        lesson.place[:3]: lesson.place
        for lesson in Lesson.objects.filter(timetable__person=request.user, timetable__school=school)
    }
    found = []
    for number in range(rhythm.weeks):
        for day in range(5):
            for period in periods:
                key = f"{0 if same else number}-{day}-{period}"
                said = request.POST.getlist(f"at-{key}")
                known = before.get((number, day, period))
                name = request.POST.get(f"class-{key}", known.class_name if known else "")[:60]
                room = request.POST.get(f"room-{key}", known.room if known else "")[:60]
                if "teach" in said:
                    found.append(Taught(number, day, period, False, name, room))
                elif "protected" in said:
                    found.append(Taught(number, day, period, True))
    return found


def _school(request: SignedIn) -> School:
    """The school whose week it is: of several, the one that was asked for, else the first that has a day."""
    schools = list(request.user.schools_now().order_by("name"))
    ensure(bool(schools))
    wanted = request.POST.get("school") or request.GET.get("school", "")
    with_day = set(Period.objects.filter(school__in=schools).values_list("school", flat=True))
    first = next((school for school in schools if school.pk in with_day), schools[0])
    return next((school for school in schools if school.slug == wanted), first)


def _show(
    request: SignedIn, school: School, lessons: list[Taught], timetable: Timetable | None, *, trouble: str = "",
    from_calendar: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    grid = _grid(school, lessons)
    if not any(rows for _letter, rows in grid):
        return show(request, "visits/no_day.html", school=school,
                    may_set=policies.may_set_day(request.user, school))  # fmt: skip
    weeks = [[lesson[1:] for lesson in lessons if lesson.week == number] for number in range(len(grid))]
    return show(
        request, "visits/week.html", status=status, school=school, weeks=grid, timetable=timetable, trouble=trouble,
        weekdays=[(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in range(5)], from_calendar=from_calendar,
        schools=list(request.user.schools_now().order_by("name")), is_empty=not lessons,
        same=len(grid) > 1 and all(week == weeks[0] for week in weeks),
    )  # fmt: skip

