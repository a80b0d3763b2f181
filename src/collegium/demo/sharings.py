"""Northgate heard last week what was found last year, and hears more in a fortnight."""

from datetime import datetime, timedelta
from typing import Any

from collegium.demo.network import DemoNetwork
from collegium.enquiry.models import Idea
from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person
from collegium.sharings.models import Contribution, Presence, Sharing, Slip, Step, Uptake

SLIPS = [
    "Ask, and then wait.", "The cup with names: it costs nothing.", "Six of ten is better than nine of ten.",
    "I talk too much. So do we all.", "That quiet pupils asked for the cup themselves.", "",
    "To count for one lesson who answers whom.", "", "Names from a cup, but not on a Monday.",
    "That it took them half a year, and that they say so.", "", "A lesson without hands up, with 9C.",
]  # fmt: skip


def share_with_all_staff(made: DemoNetwork, *, at: datetime) -> None:
    """Two sessions: one is over and its slips are counted, one is to come."""
    lead = made.people["Helen Marsh"]
    report, policy = Report.objects.get(title="Who answers whom?"), Policy.objects.get(school=made.northgate)
    ideas: list[Any] = list(Idea.objects.standing().reaching_all_at(made.northgate).order_by("pk")[:2])
    held = _session(made, "What we found last year", at=at - timedelta(days=30), starts_at=at - timedelta(days=9))
    held.choose([("report", report), ("policy", policy)], offered=[], by=lead, at=held.at)
    _arrange(made, held, [("Ruth Meyer", "By the stage", "The cup", ["Ruth Meyer", "Paolo Ricci"]),
                          ("Gareth Vaughan", "", "", [])])  # fmt: skip
    held.announce(by=lead, at=at - timedelta(days=28))
    _afterwards(made, held, report, at=at)
    next_time = _session(made, "What we found: the second half", at=at - timedelta(days=6),
                         starts_at=at + timedelta(days=12))  # fmt: skip
    next_time.choose([("report", report), *(("idea", idea) for idea in ideas)], offered=[], by=lead, at=next_time.at)
    _arrange(made, next_time, [("Ruth Meyer", "By the stage", "The cup", ["Ruth Meyer", "Paolo Ricci"]),
                               ("Amara Bello", "Under the clock", "Three books", ["Amara Bello", "Mo Khan"]),
                               ("", "By the window", "A poster", ["Eva Vos"])])  # fmt: skip
    next_time.announce(by=lead, at=at - timedelta(days=5))


def _session(made: DemoNetwork, title: str, *, at: datetime, starts_at: datetime) -> Sharing:
    return Sharing.objects.prepare(
        title, school=made.northgate, year_starts_on=made.year_starts_on.replace(year=made.year_starts_on.year - 1),
        starts_at=_weekday(starts_at).replace(hour=15, minute=30, second=0, microsecond=0), place="The hall",
        by=made.people["Helen Marsh"], at=at, rounds=2,
    )  # fmt: skip


def _weekday(day: datetime) -> datetime:
    """Nobody is asked to come on a Saturday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _arrange(made: DemoNetwork, session: Sharing, told: list[tuple[str, str, str, list[str]]]) -> None:
    for part, (speaker, spot, brings, keepers) in zip(session.parts(), told, strict=False):
        part.arrange(minutes=5 if speaker else 0, speaker=made.people.get(speaker), spot=spot, brings=brings,
                     keepers=[made.people[name] for name in keepers], by=session.by, at=session.at)  # fmt: skip


def _afterwards(made: DemoNetwork, held: Sharing, report: Report, *, at: datetime) -> None:
    """Who says that they were there, the slips, and who read on."""
    when = held.starts_at + timedelta(hours=1)
    parts: list[Contribution] = list(held.parts())
    staff = Person.objects.on_staff_of([made.northgate.pk]).order_by("pk")
    for number, person in enumerate(staff[:42]):
        if number % 4:
            Presence.say(held, person=person, was_there=True, at=when)
        if number % 3 == 0:
            step = Step.TRIED if number % 6 else Step.WILL_TRY
            Uptake.objects.say(report, step, person=person, at=when + timedelta(days=1))
    for number, takes in enumerate(SLIPS):
        Slip.objects.hand_in(held, takes, would_try=parts[number % 2 :][:1] if number % 5 else parts,
                             department=None, once=str(number), at=when)  # fmt: skip
    held.count(by=held.by, at=at - timedelta(days=2))
