"""Who may open which address. Tom visits Ama, in their group; leading a school opens none of it."""

from datetime import date, time, timedelta

from collegium.kit import clock
from collegium.people.models import Responsibility
from collegium.visits.models import Period, Plan, QuietDays, Record, Stretch, Timetable, TimetableFile, Visit, set_day
from tests.house.who_may import Row


def visit(world, *, over=False, agreed=True):
    at = clock.now()
    starts_at = at + timedelta(days=-2 if over else 3)
    return Visit.objects.create(
        visitor=world.people["tom"], visited=world.people["ama"], school=world.northgate, group=world.feedback,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), asked_at=at, changed_at=at, cover=True,
        visitor_said_at=at if agreed else None, visited_said_at=at,
    )  # fmt: skip


def number(world):
    return [visit(world).pk]


def asked(world):
    return [visit(world, agreed=False).pk]


def given(world):
    found = visit(world, over=True)
    Record.objects.create(visit=found, given_at=clock.now())
    return [found.pk]


def showing(world):
    record = Record.objects.get(visit=given(world)[0])
    found = record.showings.create(by=world.people["tom"], at=clock.now())
    return [found.pk]


def school(world):
    return [world.northgate.slug]


def with_day(world):
    if not Period.objects.of(world.northgate).exists():
        day = [Stretch("Morning", time(9), time(12)), Stretch("Afternoon", time(13), time(15))]
        set_day(world.northgate, day, weeks=1, a_week_on=None, by=world.people["rob"], at=clock.now())
    return school(world)


def with_cover(world):
    """Sam arranges cover."""
    Responsibility.objects.give(
        world.people["sam"], "cover", world.northgate, by=world.people["rob"], at=clock.now()
    )
    return school(world)


def file(world):
    found = TimetableFile.objects.create(
        school=world.northgate, by=world.people["rob"], at=clock.now(), name="t.csv", columns=["a", "b", "c"],
        rows=[], numbers=[], meanings={"person": 0, "day": 1, "period": 2},
    )  # fmt: skip
    return [world.northgate.slug, found.pk]


def timetable(world):
    """Tom's, brought by Rob."""
    with_day(world)
    Timetable.objects.get_or_create(
        person=world.people["tom"], school=world.northgate, defaults={"by": world.people["rob"], "at": clock.now()}
    )
    return [world.northgate.slug, world.people["tom"].pk]


def plan(world, *, finished=True):
    at = clock.now()
    found = Plan.objects.create(
        group=world.feedback, by=world.people["ama"], at=at - timedelta(hours=1), first_on=date(2026, 12, 1),
        last_on=date(2026, 12, 4), problem={"parts": [], "left_out": []}, finished_at=at if finished else None,
    )  # fmt: skip
    return [found.pk]


def quiet(world):
    name = f"Mocks {QuietDays.objects.count()}"
    days = QuietDays.objects.create(
        school=world.northgate, title=name, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2)
    )
    return [world.northgate.slug, days.pk]


EVERYBODY = "302 200 200 200 200 200 200 200 200 200"
STAFF = "302 200 200 200 200 200 403 200 200 403"
STAFF_ACT = "302 302 302 302 302 302 403 302 302 403"
HERE = "302 200 200 200 404 200 404 200 200 404"
THE_TWO = "302 200 200 404 404 404 404 404 404 403"
THE_TWO_ACT = "302 302 302 404 404 404 404 404 404 403"
COORDINATOR = "302 200 404 404 404 404 404 404 404 404"
LEAD = "302 404 404 404 404 200 404 404 404 404"
KEEPER = "302 403 403 403 404 403 404 200 403 404"
SETS = "302 403 403 403 404 302 404 302 403 404"
COVER = "302 403 403 200 404 403 404 403 403 404"


def window(world):
    today = clock.today()
    return {"first_on": (today + timedelta(days=3)).isoformat(), "last_on": (today + timedelta(days=9)).isoformat()}


ROWS = [
    Row("visits:mine", EVERYBODY),
    Row("visits:asking", STAFF),
    Row("visits:asked", STAFF.replace("200", "422"), method="post"),
    Row("visits:week", STAFF),
    Row("visits:week-keeping", STAFF_ACT, method="post"),
    Row("visits:week-calendar", STAFF, method="post", note="without periods it says what comes first"),
    Row("visits:visit", "302 200 200 404 404 404 404 404 404 200", args=number),
    Row("visits:acceptance", THE_TWO_ACT, args=asked, method="post"),
    Row("visits:end", THE_TWO_ACT, args=number, method="post"),
    Row("visits:times", THE_TWO, args=number),
    Row("visits:time", THE_TWO.replace("200", "422"), args=number, method="post"),
    Row("visits:focus", "302 302 403 404 404 404 404 404 404 403", args=number, method="post"),
    Row("visits:talk", THE_TWO, args=number),
    Row("visits:takeaway", THE_TWO_ACT, args=number, method="post", data=lambda world: {"text": "wait"}),
    Row("visits:without-network", "200 200 200 200 200 200 200 200 200 200"),
    Row("visits:offline-script", "200 200 200 200 200 200 200 200 200 200"),
    Row("visits:notes", "302 403 200 404 404 404 404 404 404 403", args=number),
    Row("visits:keeping", "302 403 302 404 404 404 404 404 404 403", args=number, method="post"),
    Row("visits:giving", "302 403 302 404 404 404 404 404 404 403", args=number, method="post"),
    Row("visits:record", "302 200 200 404 404 404 404 404 404 404", args=given),
    Row("visits:deletion", "302 302 403 404 404 404 404 404 404 404", args=given, method="post"),
    Row("visits:readers", "302 302 302 404 404 404 404 404 404 404", args=given, method="post",
        data=lambda world: {"named": [world.people["gwen"].pk]}),
    Row("visits:agreement", "302 302 403 404 404 404 404 404 404 404", args=showing, method="post"),
    Row("visits:withdrawal", "302 302 302 404 404 404 404 404 404 404", args=showing, method="post"),
    Row("visits:group", "302 200 200 403 404 403 403 403 403 200", args=lambda world: [world.feedback.slug]),
    Row("visits:group-plans", "302 302 403 403 404 403 403 403 403 403", args=lambda world: [world.feedback.slug],
        method="post", data=window),
    Row("visits:programme", LEAD, args=lambda world: [world.programme.pk]),
    Row("visits:programme-plans", LEAD.replace("200", "302"), args=lambda world: [world.programme.pk],
        method="post", data=window),
    Row("visits:rules", LEAD.replace("200", "302"), args=lambda world: [world.programme.pk], method="post",
        data=lambda world: {"most_visits": 3, "most_minutes": 180, "feedback_days": 2, "settling_weeks": 6}),
    Row("visits:plan", COORDINATOR, args=plan),
    Row("visits:plan-end", COORDINATOR.replace("200", "302"), args=plan, method="post"),
    Row("visits:plan-restart", COORDINATOR.replace("200", "302"), args=lambda world: plan(world, finished=False),
        method="post"),
    Row("visits:proposal", COORDINATOR.replace("200", "302"), args=plan, method="post"),
    Row("visits:day", HERE, args=school),
    Row("visits:day", SETS, args=school, method="post",
        data=lambda world: {"lines": "Morning 09:00-12:00", "weeks": "1"}),
    Row("visits:quiet", SETS, args=school, method="post",
        data=lambda world: {"title": "Mocks", "starts_on": "2026-12-01", "ends_on": "2026-12-04"}),
    Row("visits:quiet-removal", SETS, args=quiet, method="post"),
    Row("visits:timetables", KEEPER, args=with_day),
    Row("visits:timetable-file", KEEPER, args=file),
    Row("visits:timetable-columns", KEEPER.replace("200", "302"), args=file, method="post"),
    Row("visits:timetable-beginning", KEEPER.replace("200", "302"), args=file, method="post"),
    Row("visits:timetable-bad-rows", KEEPER, args=file),
    Row("visits:timetable", "302 404 200 404 404 200 404 200 404 404", args=timetable,
        note="one's own; the lead who plans; the keeper who brought it"),
    Row("visits:cover", COVER, args=with_cover),
    Row("visits:cover-file", COVER, args=with_cover),
    Row("visits:cover-arranged", COVER.replace("200", "302"), method="post",
        args=lambda world: [*with_cover(world), visit(world).pk]),
    Row("visits:figures", "302 403 403 403 404 200 404 403 403 404", args=school),
]  # fmt: skip
