"""When groups can meet: rooms and ways of the demo's schools, a poll half answered, three possible years."""

from datetime import datetime, time, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.scheduling.asking import ask
from collegium.scheduling.models import Choosing, Moment, Poll, Room, Travel
from collegium.scheduling.offering import Wanted, work_out

ROOMS = {
    "northgate": [("Library", 30, True, True), ("Room 12", 16, True, True), ("Staff room", 40, False, True)],
    "harbour": [("Hall", 60, True, False), ("Rainbow room", 12, True, True)],
    "brannocs": [("Room 3", 14, True, True)],
}
WAYS = (("northgate", "harbour", 15), ("northgate", "brannocs", 25), ("harbour", "brannocs", 35))
TIMES = ((time(12, 40), "at lunch"), (time(15, 50), "after school"))
# What each said, time by time: yes, if need be, no. The rest have not answered.
SAID = {
    "Ruth Meyer": "nynyyyin", "Andre Baptiste": "nnyynyny", "Zoe Marlow": "yynyiyny", "Nikhil Rao": "nnninyny",
}  # fmt: skip
WORDS = {"y": "yes", "i": "if-need-be", "n": "no"}


def find_times(made: DemoNetwork, *, at: datetime) -> None:
    """One group is being asked when it can meet next term; another looks at three years."""
    keeper = made.people["Rob Tate"]
    schools = {school.slug: school for school in made.schools}
    for slug, rooms in ROOMS.items():
        for name, seats, projector, internet in rooms:
            Room.objects.add(
                schools[slug], name, seats=seats, projector=projector, internet=internet, by=keeper, at=at
            )
    for one, other, minutes in WAYS:
        Travel.objects.say(schools[one], schools[other], minutes, by=made.people["Rachel Dunmore"], at=at)
    _ask(made, at=at)
    _look_at_years(made, at=at)


def _ask(made: DemoNetwork, *, at: datetime) -> Poll:
    group = Group.objects.get(title="Behaviour without raised voices")
    began = at - timedelta(days=3)
    moments = [Moment(day, starts_at, name) for day in (0, 1, 2, 3) for starts_at, name in TIMES]
    poll = ask(
        group, moments, closes_on=(at + timedelta(days=6)).date(), minutes=60, by=made.people["Ruth Meyer"], at=began
    )
    options = list(poll.options.in_order())
    for name, said in SAID.items():
        answers = {option.pk: WORDS[letter] for option, letter in zip(options, said, strict=True)}
        poll.answer(made.people[name], answers, at=began + timedelta(hours=5))
    poll.suggest(Moment(4, time(8, 0), "before school"), by=made.people["Zoe Marlow"], at=at - timedelta(days=1))
    return poll


def _look_at_years(made: DemoNetwork, *, at: datetime) -> None:
    group = Group.objects.get(title="Feedback that Moves")
    last = group.meetings.upcoming(at).confirmed().order_by("-starts_at").first()
    first_on = max(at.date(), last.local_start.date() if last else at.date()) + timedelta(days=14)
    wanted = Wanted(first_on=first_on, hosts=tuple(group.schools.order_by("pk")), number=3, minutes=75)
    moments = [Moment(1, time(15, 45)), Moment(3, time(15, 45))]
    years, unmet = work_out(group, moments, wanted, poll=None)
    choosing = Choosing.objects.offer(
        group, years, by=made.people["Amara Bello"], at=at - timedelta(days=1), unmet=unmet, minutes=75, number=3
    )
    agree = {1: ("Dai Rees", "Sian Lloyd"), 2: ("Dai Rees",)}
    for year in choosing.years.order_by("number"):
        for name in agree.get(year.number, ()):
            year.agree(made.people[name], at=at - timedelta(hours=3))
