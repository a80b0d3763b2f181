from datetime import timedelta

from collegium.kit import clock
from collegium.meetings import agenda, conducting
from collegium.meetings.models import (
    Action,
    Item,
    Meeting,
    Promise,
    RoomQuestion,
    Series,
    Sitting,
    Turn,
    Video,
)
from collegium.programmes.models import Protocol
from tests.house.who_may import Row

GONE = "302 404 404 404 404 404 404 404 404 404"
# Members and the programme's lead change dates; staff and the network's lead see those of a group that lists itself.
SEES = "302 200 200 200 404 200 200 200 200 200"
MAY = "302 302 302 403 404 302 403 403 403 302"
INVALID = "302 422 422 403 404 422 403 403 403 422"

# What happens at a meeting is the group's own: for everybody else it is not there.
INSIDE = "302 200 200 404 404 404 404 404 404 200"
DOES = "302 302 302 404 404 404 404 404 404 302"
WRONG = "302 422 422 404 404 404 404 404 404 422"


def meeting(world):
    at = clock.now()
    if found := Meeting.objects.filter(group=world.feedback).first():
        return [found.pk]
    start = (at + timedelta(days=8)).replace(hour=15, minute=45, second=0, microsecond=0)
    found = Meeting.objects.create(group=world.feedback, starts_at=start, host=world.northgate, changed_at=at)
    return [found.pk]


def series(world):
    Series.objects.get_or_create(group=world.feedback, defaults={"weekday": 1, "starts_at": "15:45"})
    return [world.feedback.slug]


def slug(world):
    return [world.feedback.slug]


def moved(world):
    return {"on": "2099-01-05", "starts_at": "08:00", "minutes": "45", "host": "", "room": "", "video": ""}


def planned(world):
    return {"weekday": "1", "starts_at": "15:45", "minutes": "60", "first_on": "2099-01-05", "number": "3",
            "least_days_between": "21"}  # fmt: skip


def item(world, **fields):
    found = Meeting.objects.get(pk=meeting(world)[0])
    if not found.items.exists():
        agenda.adopt(found)
        found.items.update(**fields)
    return [found.items.first().pk]


def toms_item(world):
    return item(world, added_by=world.people["tom"])


def unheld(world):
    """An item that nobody holds with a protocol yet."""
    [pk] = item(world)
    Item.objects.filter(pk=pk).update(purpose="discuss", minutes=25)
    return [pk]


def protocol(world):
    found, _ = Protocol.objects.get_or_create(approach=world.feedback.approach, key="tuning", title="Tuning")
    found.steps.get_or_create(order=1, defaults={"title": "The work", "minutes": 10})
    return {"protocol": found.pk}


def lesson(world):
    return {"title": "Book boxes", "minutes": "10", "purpose": "decide", "owner": "", "serves": ""}


def in_progress(world):
    """Ama has begun it, and has the chair."""
    found = Meeting.objects.get(pk=meeting(world)[0])
    if not Sitting.objects.filter(meeting=found).exists():
        conducting.begin(found, by=world.people["ama"], at=clock.now())
    return [found.pk]


def over(world):
    found = in_progress(world)
    sitting = Sitting.objects.get(meeting=found[0])
    if sitting.is_open:
        conducting.close(sitting, by=world.people["ama"], at=clock.now())
    return found


def toms_promise(world):
    """Typed by Ama for Tom."""
    number, tom, ama = in_progress(world)[0], world.people["tom"], world.people["ama"]
    found = Promise.objects.filter(person=tom).first() or Promise.objects.make(
        group=world.feedback, meeting=Meeting.objects.get(pk=number), person=tom, text="Dots", by=ama, at=clock.now()
    )
    return [found.pk]


def action(world):
    found = Meeting.objects.get(pk=in_progress(world)[0])
    return [Action.objects.add(found, "Book boxes", by=world.people["ama"], at=clock.now()).pk]


def here(world):
    return {"said": f"{world.people['tom'].pk}:here"}


def promised(world):
    return {"person": world.people["tom"].pk, "text": "Dots instead of ticks"}


def chaired(world):
    """Ama has the chair's role at the meeting, and Tom looks after it."""
    found = Meeting.objects.get(pk=meeting(world)[0])
    way = world.feedback.approach
    for key, who, organises in (("chair", "ama", False), ("organiser", "tom", True)):
        role, _ = way.roles.get_or_create(
            key=key, defaults={"title": key, "each_meeting": True, "organises": organises}
        )
        person = world.people[who]
        Turn.objects.update_or_create(
            meeting=found, role=role, defaults={"person": person, "place_of": person, "by": person, "at": clock.now()}
        )
    return found


def chair(world):
    found = chaired(world)
    return [found.pk, world.feedback.approach.roles.get(key="chair").pk]


def organised(world):
    return [chaired(world).pk]


def room_asked(world):
    found = chaired(world)
    RoomQuestion.objects.get_or_create(
        meeting=found, meets_on=found.local_start.date(), defaults={"at": clock.now()}
    )
    return [found.pk]


def toms_video(world):
    found = chaired(world)
    return [Video.objects.add(found, "Waiting", by=world.people["gwen"], at=clock.now()).pk]


CHAIR = "302 302 403 404 404 404 404 404 404 403"

ORGANISER = "302 403 302 404 404 404 404 404 404 403"

ROWS = [
    Row("meetings:meeting", SEES, args=meeting),
    Row("meetings:meeting", GONE, args=lambda world: [999_999], note="that is not there"),
    Row("meetings:arrangement", MAY, args=meeting, method="post", data=moved),
    Row("meetings:arrangement", INVALID, args=meeting, method="post", note="without a day"),
    Row("meetings:confirmation", MAY, args=meeting, method="post"),
    Row("meetings:cancellation", "302 302 403 403 404 403 403 403 403 403", args=meeting, method="post",
        note="which only the first can"),
    Row("meetings:series", SEES, args=series),
    Row("meetings:series", SEES, args=slug, note="of a group without one"),
    Row("meetings:plan", MAY, args=slug, method="post", data=planned),
    Row("meetings:plan", INVALID, args=slug, method="post", note="without a day"),
    Row("meetings:dates", MAY, args=series, method="post"),
    Row("meetings:rhythm", MAY, args=series, method="post",
        data=lambda world: {"weekday": "2", "starts_at": "16:00", "minutes": "60"}),
    Row("meetings:rhythm", INVALID, args=series, method="post", note="without a time"),
    Row("meetings:addition", "302 302 422 403 404 422 403 403 403 422", args=series, method="post", data=moved,
        note="at the same time again"),
    Row("meetings:addition", INVALID, args=series, method="post", note="without a day"),
    Row("meetings:more", MAY, args=series, method="post", data=lambda world: {"number": "2"}),
    Row("meetings:more", INVALID, args=series, method="post", note="without a number"),
    Row("meetings:agenda", INSIDE, args=meeting),
    Row("meetings:paper", INSIDE, args=meeting),
    Row("meetings:adoption", DOES, args=meeting, method="post"),
    Row("meetings:length", DOES, args=meeting, method="post"),
    Row("meetings:length", "302 403 403 404 404 404 404 404 404 403", args=in_progress, method="post",
        note="once it has begun"),
    Row("meetings:items", DOES, args=meeting, method="post", data=lesson),
    Row("meetings:items", WRONG, args=meeting, method="post", data=lambda world: lesson(world) | {"minutes": "0"},
        note="of no minutes"),
    Row("meetings:protocols", DOES, args=meeting, method="post", data=protocol),
    Row("meetings:protocols", WRONG, args=meeting, method="post", note="without one"),
    Row("meetings:protocols", WRONG, args=meeting, method="post", note="in too few minutes",
        data=lambda world: {"protocol": "consultancy", "minutes": "9"}),
    Row("meetings:protocol-book", "302 200 200 200 200 200 200 200 200 200"),
    Row("meetings:holding", DOES, args=unheld, method="post", data=lambda world: {"protocol": "report-back"}),
    Row("meetings:holding", WRONG, args=unheld, method="post", note="with one that takes longer",
        data=lambda world: {"protocol": "tlc-meeting"}),
    Row("meetings:item", INSIDE, args=item),
    Row("meetings:item", "302 403 200 404 404 404 404 404 404 403", args=toms_item, note="that Tom added"),
    Row("meetings:wording", DOES, args=item, method="post", data=lesson),
    Row("meetings:wording", WRONG, args=item, method="post", note="without words"),
    Row("meetings:wording", "302 403 302 404 404 404 404 404 404 403", args=toms_item, method="post", data=lesson,
        note="of what Tom added"),
    Row("meetings:place", DOES, args=item, method="post", data=lambda world: {"to": "up"}),
    Row("meetings:withdrawal", "302 403 302 404 404 404 404 404 404 404", args=toms_item, method="post",
        note="of what Tom added"),
    Row("meetings:sitting", DOES, args=meeting, method="post"),
    Row("meetings:now", DOES, args=slug, method="post"),
    Row("meetings:without-network", "200 200 200 200 200 200 200 200 200 200"),
    Row("meetings:offline-script", "200 200 200 200 200 200 200 200 200 200"),
    Row("meetings:joining", "302 200 200 200 200 200 200 200 200 200"),
    Row("meetings:joining", "302 302 302 200 200 200 200 200 200 302", note="with a number",
        data=lambda world: {"number": str(meeting(world)[0])}),
    Row("meetings:live", INSIDE, args=meeting, note="not begun"),
    Row("meetings:live", INSIDE, args=in_progress),
    Row("meetings:live", DOES, args=over, note="that is over"),
    Row("meetings:after", "302 204 204 404 404 404 404 404 404 204", args=lambda world: [*meeting(world), 0]),
    Row("meetings:after", INSIDE, args=lambda world: [*in_progress(world), 0], note="with news"),
    Row("meetings:after", "302 204 204 404 404 404 404 404 404 204", args=lambda world: [*in_progress(world), 999],
        note="without news"),
    Row("meetings:step", CHAIR, args=in_progress, method="post"),
    Row("meetings:time", CHAIR, args=in_progress, method="post"),
    Row("meetings:speaker", CHAIR, args=in_progress, method="post"),
    Row("meetings:chair", DOES, args=in_progress, method="post"),
    Row("meetings:closing", "302 302 403 404 404 404 404 404 404 403", args=in_progress, method="post"),
    Row("meetings:room", DOES, args=in_progress, method="post", data=here),
    Row("meetings:room", WRONG, args=in_progress, method="post", note="without a word"),
    Row("meetings:note", DOES, args=item, method="post", data=lambda world: {"text": "Dots.", "base": "", "seen": 0}),
    Row("meetings:note", "302 400 400 404 404 404 404 404 404 400", args=item, method="post", note="without a text"),
    Row("meetings:promises", DOES, args=in_progress, method="post", data=promised),
    Row("meetings:promises", WRONG, args=in_progress, method="post", note="without words"),
    Row("meetings:promise", "302 403 200 404 404 404 404 404 404 403", args=toms_promise),
    Row("meetings:promise-wording", "302 403 302 404 404 404 404 404 404 403", args=toms_promise, method="post",
        data=lambda world: {"text": "Dots, then a key"}),
    Row("meetings:promise-confirmation", "302 403 302 404 404 404 404 404 404 403", args=toms_promise, method="post"),
    Row("meetings:release", "302 302 403 404 404 404 404 404 404 403", args=toms_promise, method="post",
        note="which Ama typed and takes back"),
    Row("meetings:actions", DOES, args=in_progress, method="post", data=lambda world: {"text": "Book boxes"}),
    Row("meetings:actions", WRONG, args=in_progress, method="post", note="without words"),
    Row("meetings:completion", DOES, args=action, method="post"),
    Row("meetings:removal", DOES, args=action, method="post"),
    Row("meetings:swap", DOES, args=chair, method="post", data=lambda world: {"with": world.people["gwen"].pk},
        note="whoever does not have it is told so"),
    Row("meetings:swap", GONE, args=chair, method="post", data=lambda world: {"with": world.people["sam"].pk},
        note="with somebody who does not belong"),
    Row("meetings:taking", DOES, args=chair, method="post", data=lambda world: {"seen": world.people["ama"].pk}),
    Row("meetings:practicalities", INSIDE, args=organised),
    Row("meetings:way", ORGANISER, args=organised, method="post", data=lambda world: {"parking": "Behind the gym"}),
    Row("meetings:refreshments", ORGANISER, args=organised, method="post", data=lambda world: {"text": "Biscuits"}),
    Row("meetings:checks", ORGANISER, args=organised, method="post", data=lambda world: {"said": "sound::yes"}),
    Row("meetings:videos", DOES, args=organised, method="post", data=lambda world: {"title": "Waiting"}),
    Row("meetings:videos", WRONG, args=organised, method="post", note="without a title"),
    Row("meetings:video-withdrawal", "302 403 302 404 404 404 404 404 404 302", args=toms_video, method="post",
        note="which Gwen brought and the organiser takes off"),
    Row("meetings:room-answer", ORGANISER, args=room_asked, method="post", data=lambda world: {"needed": "yes"}),
    Row("meetings:food", "302 200 200 200 200 200 200 200 200 200"),
    Row("meetings:own-food", "302 302 302 302 302 302 302 302 302 302", method="post",
        data=lambda world: {"text": "nuts"}),
    Row("meetings:own-food", "302 422 422 422 422 422 422 422 422 422", method="post",
        data=lambda world: {"text": "x" * 201}, note="too long"),
    Row("meetings:minutes", INSIDE, args=over),
    Row("meetings:minutes", INSIDE, args=meeting, note="of one that has not been"),
    Row("meetings:afterwards", INSIDE, args=meeting),
    Row("meetings:afterwards", DOES, args=over, note="of one that is over"),
    Row("meetings:report", "302 302 403 404 404 404 404 404 404 403", args=meeting, method="post",
        note="which only the first can"),
]  # fmt: skip
