"""How visitors find the demo's schools, and what was seen to before the next meeting across them."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.meetings import seeing_to, swapping
from collegium.meetings.models import Allergy, Arrival, Check, Meeting, Video
from collegium.meetings.organising import rota_of
from collegium.people.models import Person

WAYS = {
    "northgate": {"finding": "Bus 14 to Northgate Road; the main gate", "parking": "Visitors’ bays left of the gate",
                  "signing_in": "Reception, with something that shows your name",
                  "booking": "The office, before noon"},
    "harbour": {"finding": "Ten minutes along the quay from the station", "parking": "Quay Street, free after three",
                "signing_in": "Ring at the blue door; the book lies inside", "booking": "Mrs Boon in the office"},
    "brannocs": {"parking": "Behind the hall", "signing_in": "At the hatch", "booking": "The caretaker"},
}  # fmt: skip


def see_to(made: DemoNetwork, *, at: datetime) -> None:
    """The ways in, the list of the next meeting with a video half tried out, and biscuits."""
    for school in made.schools:
        if words := WAYS.get(school.slug):
            Arrival.objects.describe(school, "", by=made.people["Amara Bello"], at=at - timedelta(days=40), **words)
    Allergy.objects.say(made.people["Dai Rees"], "No nuts, please", at=at - timedelta(days=30))
    group = Group.objects.get(title="Feedback that Moves")
    meeting = group.meetings.upcoming(at).order_by("starts_at").select_related("group", "host").first()
    if meeting is None:
        return
    amara = made.people["Amara Bello"]
    _take(meeting, "organiser", amara, at=at - timedelta(days=2))
    _take(meeting, "chair", made.people["Tom Weller"], at=at - timedelta(hours=30))
    video = Video.objects.add(
        meeting, "Year 9 talk about a comment, 4 minutes", link="https://video.example/year-9", at=at,
        by=made.people["Priya Nair"],
    )  # fmt: skip
    for what, of in (("projector", None), ("internet", None), ("plays", video)):
        Check.objects.tick(meeting, what, of, by=amara, at=at - timedelta(hours=20))
    seeing_to.bring(meeting, "Tea is there; Priya brings lemon biscuits", by=amara, at=at - timedelta(hours=20))


def _take(meeting: Meeting, key: str, person: Person, *, at: datetime) -> None:
    """Somebody says that they will do it."""
    duty = next(one for one in rota_of(meeting.group).at(meeting) if one.role.key == key)
    swapping.take(meeting, duty.role.pk, seen=duty.person.pk, by=person, at=at)
