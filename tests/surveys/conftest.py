"""A survey of Feedback that Moves, and pupils who answer it."""

from datetime import date

import pytest

from collegium.surveys import answering, asking
from collegium.surveys.models import Survey, Ticket
from tests.conftest import MONDAY

ACCOUNT = {
    "who": "Year 8, two classes", "why": "To see whether pupils use feedback",
    "consent": "Parents know; each pupil may say no",
    "help": "Ms Okafor in the hub", "kept_until": date(2027, 7, 31),
}  # fmt: skip


@pytest.fixture
def survey(feedback, ama):
    """Prepared, with the shipped questions and its data record."""
    made = Survey.objects.prepare(
        title="Feedback on my work", group=feedback, by=ama, at=MONDAY, items=asking.find("feedback").items
    )
    made.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)
    return made


@pytest.fixture
def wave(survey):
    return survey.wave_now()


@pytest.fixture
def class_code(wave, ama):
    return wave.hand_out(label="8B", pupils=30, by=ama, at=MONDAY)


def answered(code, *answers, said=None):
    """One pupil after another: each answer is the place of an option, for every question with options."""
    items = list(code.wave.survey.items.order_by("order"))
    for number, choice in enumerate(answers):
        ticket = code.draw(f"pupil {number} {Ticket.objects.filter(used=True).count()}")
        chosen = {item.pk: choice % len(item.options) for item in items if item.options}
        answering.answer(ticket, items, chosen, said or {})
