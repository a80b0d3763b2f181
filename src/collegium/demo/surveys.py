"""What the demo's pupils and staff were asked: before and after, a round that goes on, and what staff had changed."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.programmes.models import Programme
from collegium.surveys import answering, asking
from collegium.surveys.models import Change, ClassCode, Survey

# How likely each answer of the scale is: most pupils sometimes, then more of them often.
BEFORE, AFTER = (8, 34, 30, 12), (3, 20, 42, 24)


def ask_pupils_and_staff(made: DemoNetwork, *, at: datetime) -> None:
    """A community asks two classes before and after; the programme asks its staff."""
    dice = random.Random(8)
    feedback = Group.objects.get(title="Feedback that Moves")
    amara, tom = made.people["Amara Bello"], made.people["Tom Weller"]
    survey = Survey.objects.prepare(
        title="Feedback on my work", group=feedback, by=amara, at=at - timedelta(days=50),
        items=asking.for_pupils()[0].items[:4], aspect=feedback.theme.aspect if feedback.theme else None,
    )  # fmt: skip
    survey.account_for(
        by=amara, at=at - timedelta(days=50), checker=amara, goes_up=True,
        kept_until=(at + timedelta(days=300)).date(),
        who="Two classes in Year 8, about 45 pupils of 12 and 13.",
        why="To see whether pupils do something with what we write on their work.",
        consent="Parents were told in the weekly letter; each pupil may say no, and may leave out any question.",
        help="Ms Okafor in the learning hub, every break",
    )  # fmt: skip
    for days, weights in ((48, BEFORE), (6, AFTER)):
        wave, then = survey.ask_again(by=amara, at=at - timedelta(days=days)), at - timedelta(days=days)
        for label, teacher, pupils in (("8B English", amara, 17), ("8C History", tom, 15)):
            _answer(wave.hand_out(label=label, pupils=pupils + 2, by=teacher, at=then), pupils, weights, dice)
        wave.close(by=amara, at=then)
    going_on = Survey.objects.prepare(
        title="Talking in class", group=feedback, by=tom, at=at - timedelta(days=1),
        items=asking.for_pupils()[2].items[:3],
    )  # fmt: skip
    going_on.account_for(
        by=tom, at=at - timedelta(days=1), checker=tom, kept_until=(at + timedelta(days=200)).date(),
        who="8C, 24 pupils", why="Whether it is safe to be wrong in our lessons",
        help="Ms Okafor in the learning hub", consent="Parents were told; each pupil may say no.",
    )  # fmt: skip
    _answer(going_on.wave_now().hand_out(label="8C History", pupils=24, by=tom, at=at), 6, BEFORE, dice)
    year = Programme.objects.filter(school=made.northgate, title="Learning communities", opened_at__lte=at)
    _ask_staff(made, year.order_by("-pk")[0], dice, at=at)


def _ask_staff(made: DemoNetwork, programme: Programme, dice: random.Random, *, at: datetime) -> None:
    """The staff survey of half-term, and what came of it."""
    lead, then = made.people["Helen Marsh"], at - timedelta(days=30)
    survey = Survey.objects.prepare(
        title="Our learning together", programme=programme, by=lead, at=then, items=asking.for_staff()[0].items[:4]
    )
    survey.account_for(
        by=lead, at=then, checker=lead, kept_until=(at + timedelta(days=300)).date(),
        who="All staff of the programme", help="Your line manager, or me",
        why="To know what is worth the time, and what should change after half-term.",
        consent="Answering is free; nobody is counted by name.",
    )  # fmt: skip
    wave = survey.wave_now()
    _answer(wave.hand_out(label="Staff", pupils=60, by=lead, at=then), 34, (4, 20, 40, 30), dice)
    wave.close(by=lead, at=then + timedelta(days=10))
    for days, said, changed in (
        (12, "Thursdays collide with parents’ evenings.", "From January, groups meet on Tuesdays or before school."),
        (3, "We hear little of what other groups find.", "Ten minutes of each briefing go to a group’s finding."),
    ):
        Change.objects.tell(programme, said=said, changed=changed, by=lead, at=at - timedelta(days=days))


def _answer(code: ClassCode, number: int, weights: Sequence[int], dice: random.Random) -> None:
    items: list[Any] = list(code.wave.survey.items.order_by("order"))
    tickets = list(code.tickets.order_by("pk")[:number])
    for ticket in tickets:
        chosen = {
            item.pk: dice.choices(range(len(item.options)), weights[: len(item.options)])[0]
            for item in items
            if item.options and dice.random() < 0.97
        }
        if chosen:
            answering.answer(ticket, items, chosen, {})
