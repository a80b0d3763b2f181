"""Rob and Mr Hale keep Northgate's accounts here; Rob asked, Mr Hale was asked, Ama's group is meant."""

from collegium.conversation.models import Thread
from collegium.evidence.models import Sample
from collegium.files.looking import look_at
from collegium.kit import clock
from collegium.meetings.models import Item, Meeting, Note
from collegium.people.models import Responsibility
from collegium.safeguarding.models import Asking
from tests.house.who_may import Row

KEEPER = "302 403 403 403 404 200 404 200 403 404"
ONE = "302 404 404 404 404 200 404 200 404 404"
GROUP = "302 200 200 404 404 200 404 200 404 200"


def school(world):
    Responsibility.objects.get_or_create(
        person=world.people["hale"], kind="accounts", school=world.northgate, defaults={"starts_on": "2020-09-01"}
    )
    return ["northgate"]


def asked(world):
    school(world)
    asking = Asking.objects.ask(
        world.northgate, called=world.feedback.title, reason="A pupil.", hours=4, could_harm=False,
        to=world.people["hale"], by=world.people["rob"], at=clock.now(),
    )  # fmt: skip
    return [asking.pk]


def granted(world):
    asking = Asking.objects.get(pk=asked(world)[0])
    return [asking.grant(by=world.people["hale"], at=clock.now()).pk]


def thread(world):
    ama = world.people["ama"]
    made = Thread.open(world.feedback, "Marking", "Words.", kind="thinking", by=ama, at=clock.now())
    return [*granted(world), made.pk]


def notes(world):
    meeting = Meeting.objects.create(group=world.feedback, starts_at=clock.now(), minutes=60, changed_at=clock.now())
    item = Item.objects.create(meeting=meeting, place=1, title="Round", minutes=5)
    Note.objects.create(item=item, text="Words.", by=world.people["ama"], at=clock.now())
    return [*granted(world), meeting.pk]


def a_file(world):
    sample = Sample.objects.add(
        world.feedback, look_at(b"A page."), name="a.txt", title="A page", consent="A parent",
        consent_on=clock.today(), by=world.people["ama"], at=clock.now(),
    )  # fmt: skip
    return [*granted(world), sample.file_id]


ROWS = [
    Row("safeguarding:school", KEEPER, school),
    Row("safeguarding:asking", KEEPER.replace("200", "422"), school, "post"),
    Row("safeguarding:asked", ONE, asked),
    Row("safeguarding:granting", "302 404 404 404 404 302 404 403 404 404", asked, "post"),
    Row("safeguarding:refusing", "302 404 404 404 404 302 404 403 404 404", asked, "post"),
    Row("safeguarding:opening", GROUP, granted),
    Row("safeguarding:ending", "302 403 403 404 404 302 404 302 404 403", granted, "post"),
    Row("safeguarding:reading", ONE, granted),
    Row("safeguarding:notes", ONE, notes),
    Row("safeguarding:thread", ONE, thread),
    Row("safeguarding:file", "302 404 404 404 404 200 404 200 404 404", a_file),
]
