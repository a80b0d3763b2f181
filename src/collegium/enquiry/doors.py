"""Where what a stage asks for is done: from the names of its artefacts to a page, whatever the approach."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Question
from collegium.groups.models import Group
from collegium.programmes.models import Stage


class Door(NamedTuple):
    """A way on from a stage."""

    label: str | Promise
    address: str
    icon: str


# What shipped approaches call it. A school's own word that stands nowhere here simply has no door.
WORDS = {
    "question": ("driving question", "question"),
    "lesson": ("lesson plan", "next version of the lesson plan"),
    "trial": ("trial", "try", "account of the lesson", "what was seen"),
    "visit": ("visit", "observation notes", "what was observed"),
    "reflection": ("reflection", "notes of one's own"),
    "record": (
        "enquiry plan", "starting point", "student voice", "finding", "report", "what we learned", "evidence",
        "evidence for a label", "what pupils said", "what learners say", "what learners say now",
        "new idea, proposal, policy or further research",
    ),
    "idea": ("what worked", "modification", "one page for colleagues", "webinar"),
}  # fmt: skip


_others: list[tuple[frozenset[str], Callable[[Group], Door]]] = []


def register(words: Iterable[str], door: Callable[[Group], Door]) -> None:
    """An app above has a page for what a stage asks for by one of these words."""
    _others.append((frozenset(words), door))


def doors(stage: Stage, group: Group, question: Question | None) -> list[Door]:
    """Other apps’ pages first, then in the order in which the stage names what it asks for; each once. No query."""
    wanted = [name for artefact in stage.artefacts for name, words in WORDS.items() if artefact in words]
    others = [door(group) for words, door in _others if words & set(stage.artefacts)]
    return others + [_door(name, group, question) for name in dict.fromkeys(wanted)]


def _door(name: str, group: Group, question: Question | None) -> Door:
    record = question.get_absolute_url() if question else "#our-question"
    match name:
        case "question":
            return Door(_("Our question"), "#our-question", "question")
        case "lesson":
            return Door(_("Write the lesson down"), "#lesson", "file")
        case "trial":
            return Door(_("Tell what you tried"), f"{reverse('enquiry:trying')}?group={group.slug}", "check")
        case "visit":
            return Door(_("Ask a colleague to visit you"), reverse("visits:asking"), "visits")
        case "reflection":
            return Door(_("Write for yourself"), reverse("enquiry:reflecting"), "lock")
        case "record":
            return Door(_("Our small piece of research"), record, "enquiry")
        case _:
            return Door(_("Share an idea"), reverse("enquiry:sharing"), "ideas")
