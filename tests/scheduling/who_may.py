"""Who may open which address."""

from datetime import time, timedelta

from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Link
from collegium.scheduling import leading
from collegium.scheduling.asking import link_for
from collegium.scheduling.models import Choosing, Moment, Poll, ProgrammeYear, Room
from tests.house.who_may import Row

GONE = "302 404 404 404 404 404 404 404 404 404"
# When somebody can come is the group's alone: no lead and no list opens it.
MINE = "302 200 200 404 404 404 404 404 404 200"
MAY = "302 302 302 404 404 404 404 404 404 302"
INVALID = "302 422 422 404 404 404 404 404 404 422"
LEADS = "302 404 404 404 404 200 404 404 404 404"
RUNS = "302 302 403 404 404 404 404 404 404 403"


def slug(world):
    return [world.feedback.slug]


def running(world):
    at = clock.now()
    return Poll.objects.running(at).filter(group=world.feedback).first() or Poll.objects.ask(
        world.feedback, [Moment(1, time(15, 45)), Moment(3, time(8))], closes_on=clock.day_of(at) + timedelta(days=7),
        by=world.people["ama"], at=at,
    )  # fmt: skip


def poll(world):
    return [running(world).pk]


def option(world):
    return [running(world).options.in_order().first().pk]


def token(world):
    return [link_for(running(world), world.people["tom"]).token]


def dead(world):
    link = Link.objects.for_("times", world.people["finn"], running(world).pk)
    return [link.token]


def choosing(world):
    group, ama, at = world.feedback, world.people["ama"], clock.now()
    found = Choosing.objects.open().filter(group=group).first()
    on = (clock.today() + timedelta(days=30)).isoformat()
    stops = [{"on": on, "host": world.northgate.pk, "room": "", "absent": []}]
    years = [{"weekday": 1, "starts_at": time(15, 45), "stops": stops}]
    return found or Choosing.objects.offer(group, years, by=ama, at=at)


def meeting(world):
    at = clock.now()
    start = (at + timedelta(days=8)).replace(hour=15, minute=45, second=0, microsecond=0)
    found = Meeting.objects.filter(group=world.feedback).first()
    return found or Meeting.objects.create(
        group=world.feedback, starts_at=start, host=world.northgate, changed_at=at
    )


def difference(world):
    found = meeting(world)
    on = (clock.today() + timedelta(days=20)).isoformat()
    return {"shifts": f"{found.pk},{found.sequence},{on},{world.northgate.pk}"}


def room(world):
    found = Room.objects.filter(school=world.northgate).first()
    return found or Room.objects.add(
        world.northgate, "Library", seats=20, projector=True, internet=True, by=world.people["rob"], at=clock.now()
    )


def plan(world, *, is_done=False):
    at = clock.now()
    found = ProgrammeYear.objects.filter(programme=world.programme, is_broken=False).order_by("-pk").first()
    if found is None or found.is_running == is_done:
        found = leading.plan_year(
            world.programme, first_on=clock.today(), number=3, least_days_between=21, by=world.people["hale"], at=at
        )
        ProgrammeYear.objects.filter(pk=found.pk).update(finished_at=at if is_done else None)
    return found


def late(world):
    found = plan(world)
    ProgrammeYear.objects.filter(pk=found.pk).update(at=clock.now() - timedelta(hours=1))
    return [found.pk]


def asks(world):
    until = clock.today() + timedelta(days=7)
    return {"days": ["1"], "time_1": "15:45", "minutes": "60", "closes_on": until.isoformat()}


def says(world):
    return {f"option-{option(world)[0]}": "yes"}


def suggests(world):
    return {"weekday": "2", "starts_at": "12:30"}


ROWS = [
    Row("scheduling:times", MINE, args=slug),
    Row("scheduling:polls", MAY, args=slug, method="post", data=asks),
    Row("scheduling:polls", INVALID, args=slug, method="post", note="about nothing"),
    Row("scheduling:year", MINE, args=slug),
    Row("scheduling:years", INVALID, args=slug, method="post", note="without a time"),
    Row("scheduling:move", "302 200 200 403 404 200 403 403 403 200", args=lambda world: [meeting(world).pk]),
    Row("scheduling:moves", "302 302 302 403 404 302 403 403 403 302", args=lambda world: [meeting(world).pk],
        method="post", data=difference),
    Row("scheduling:moves", "302 422 422 403 404 422 403 403 403 422", args=lambda world: [meeting(world).pk],
        method="post", note="to nowhere"),
    Row("scheduling:rooms", "302 200 200 200 404 200 404 200 200 404", args=lambda world: ["northgate"]),
    Row("scheduling:description", "302 403 403 403 404 302 404 302 403 404", args=lambda world: ["northgate"],
        method="post", data=lambda world: {"name": "Hall", "seats": "40"}),
    Row("scheduling:description", "302 403 403 403 404 422 404 422 403 404", args=lambda world: ["northgate"],
        method="post", note="without a name"),
    Row("scheduling:room_removal", "302 403 403 403 404 302 404 302 403 404", args=lambda world: [room(world).pk],
        method="post"),
    Row("scheduling:travel", "302 200 200 200 404 200 200 200 200 404", args=lambda world: [world.trust.pk]),
    Row("scheduling:ways", "302 403 403 403 404 302 302 302 403 404", args=lambda world: [world.trust.pk],
        method="post"),
    Row("scheduling:programme", LEADS, args=lambda world: [world.programme.pk]),
    Row("scheduling:plans", LEADS.replace("200", "302"), args=lambda world: [world.programme.pk], method="post",
        data=lambda world: {"first_on": "2099-01-05", "number": "3", "least_days_between": "21"}),
    Row("scheduling:plans", LEADS.replace("200", "422"), args=lambda world: [world.programme.pk], method="post",
        note="without a day"),
    Row("scheduling:programme_year", LEADS, args=lambda world: [plan(world).pk]),
    Row("scheduling:progress", LEADS, args=lambda world: [plan(world).pk]),
    Row("scheduling:end", LEADS.replace("200", "302"), args=lambda world: [plan(world).pk], method="post"),
    Row("scheduling:restart", LEADS.replace("200", "302"), args=late, method="post"),
    Row("scheduling:restart", LEADS.replace("200", "403"), args=lambda world: [plan(world).pk], method="post",
        note="of a try that is not late"),
    Row("scheduling:proposal", LEADS.replace("200", "302"), args=lambda world: [plan(world, is_done=True).pk],
        method="post"),
    Row("scheduling:proposal", LEADS.replace("200", "403"), args=lambda world: [plan(world).pk], method="post",
        note="of a try that is not done"),
    Row("scheduling:choosing", MINE, args=lambda world: [choosing(world).pk]),
    Row("scheduling:agreement", MAY, args=lambda world: [choosing(world).years.get().pk], method="post"),
    Row("scheduling:taking", RUNS, args=lambda world: [choosing(world).years.get().pk], method="post"),
    Row("scheduling:dropping", RUNS, args=lambda world: [choosing(world).pk], method="post"),
    Row("scheduling:poll", MINE, args=poll),
    Row("scheduling:poll", GONE, args=lambda world: [999_999], note="that is not there"),
    Row("scheduling:answer", MAY, args=poll, method="post", data=says),
    Row("scheduling:answer", INVALID, args=poll, method="post", note="with nothing said"),
    Row("scheduling:suggestion", MAY, args=poll, method="post", data=suggests),
    Row("scheduling:suggestion", INVALID, args=poll, method="post", note="without a time"),
    Row("scheduling:reminder", RUNS, args=poll, method="post"),
    Row("scheduling:closing", RUNS, args=poll, method="post"),
    Row("scheduling:withdrawal", RUNS, args=option, method="post"),
    Row("scheduling:restoration", RUNS, args=option, method="post"),
    Row("scheduling:times_by_link", " ".join(["200"] * 10), args=token),
    Row("scheduling:times_by_link", " ".join(["404"] * 10), args=lambda world: ["1-nonsense"], note="nobody's"),
    Row("scheduling:times_by_link", " ".join(["404"] * 10), args=dead, note="of somebody who left the group"),
    Row("scheduling:answer_by_link", " ".join(["302"] * 10), args=token, method="post", data=says),
    Row("scheduling:answer_by_link", " ".join(["422"] * 10), args=token, method="post", note="with nothing said"),
    Row("scheduling:suggestion_by_link", " ".join(["302"] * 10), args=token, method="post", data=suggests),
    Row("scheduling:suggestion_by_link", " ".join(["422"] * 10), args=token, method="post", note="without a time"),
]  # fmt: skip
