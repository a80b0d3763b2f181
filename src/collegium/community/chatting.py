"""A chat as its page shows it: questions that are out, each with the lines beside it, and the talk around them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from collegium.community.listening import Said
from collegium.community.models import Chat, ChatQuestion, Line
from collegium.people.models import Person


@dataclass(frozen=True)
class Part:
    """One question with what was said beside it; without a question, the talk around."""

    question: ChatQuestion | None
    lines: list[Line]


def parts_of(chat: Chat, reader: Person, at: datetime) -> list[Part]:
    """Two queries, however much was said."""
    by_question: dict[int | None, list[Line]] = defaultdict(list)
    for line in Line.objects.visible_to(reader).standing().dressed(reader).filter(chat=chat).order_by("pk"):
        by_question[line.question_id].append(line)
    return [
        Part(question, by_question[question.pk if question else None])
        for question in [*chat.questions_out(at), None]
    ]  # fmt: skip


def drawn_parts(
    out: Iterable[ChatQuestion], lines: Iterable[tuple[Said, SafeString]]
) -> list[tuple[ChatQuestion | None, list[SafeString]]]:
    """Each question that is out with the lines beside it, drawn; at last the talk around them."""
    by_part: dict[int, list[SafeString]] = defaultdict(list)
    for one, drawn in lines:
        by_part[one.part].append(drawn)
    return [(question, by_part[question.pk if question else 0]) for question in [*out, None]]


def draft_of(chat: Chat, reader: Person) -> list[Line]:
    """What a summary begins with: what was starred, in the order of the hour. Once published: what was chosen."""
    known = Line.objects.visible_to(reader).standing().dressed(reader).filter(chat=chat)
    rows = list(known.order_by("question__number", "pk"))
    if chat.published_at:
        return [line for line in rows if line.is_chosen]
    return [line for line in rows if line.n_stars]  # type: ignore[attr-defined]
