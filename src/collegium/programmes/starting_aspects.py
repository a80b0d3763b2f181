"""Aspects that a school may begin with, and put in its own words: what a visitor could see in most lessons."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

STARTING_ASPECTS = (
    (later("Explaining and modelling"), later("New things are shown in small steps, with an example to look at.")),
    (later("Questioning and talk"), later("Questions make every pupil think, and pupils talk about the subject.")),
    (later("Checking for understanding"), later("The teacher finds out who has understood, and goes on from there.")),
    (later("Feedback"), later("Pupils learn what to do next, and do it.")),
    (later("Literacy and oracy"), later("Pupils read, write and speak as the subject does.")),
    (later("Challenge and support"), later("Hard work for everybody, with help where it is needed.")),
    (later("Learning habits"), later("Pupils know what to do when stuck, and look back on how they learned.")),
    (later("Calm and purposeful lessons"), later("Routines are known, and time goes to learning.")),
)  # fmt: skip


def starting_aspects() -> list[tuple[str, str]]:
    """Titles and what they mean, in the language of whoever asks."""
    return [(_(title), _(about)) for title, about in STARTING_ASPECTS]
