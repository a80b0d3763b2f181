"""Whether a letter about a visit still says what is so, asked once more when it leaves."""

from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.visits.letters import ASKED, OFF, SETTLED
from collegium.visits.models import Record, Reminded, Visit


def is_question_open(letter: Letter) -> bool:
    """The visit is to come, this person has said nothing yet, and no later letter asks again."""
    visit = _visit(letter)
    return bool(visit and letter.person and visit.ends_at > clock.now() and visit.waits_for(letter.person)
                and not _has_later(letter))  # fmt: skip


def is_settled(letter: Letter) -> bool:
    visit = _visit(letter)
    return bool(visit and visit.is_agreed and visit.ends_at > clock.now() and not _has_later(letter))


def is_off(letter: Letter) -> bool:
    """Called off or moved, and this person had heard of it: with a letter that left, or by saying yes themselves."""
    return _visit(letter) is not None and not _has_later(letter)


def is_reminder_wanted(letter: Letter) -> bool:
    """The visit still stands on the day of which the letter speaks, and has not begun."""
    visit = _visit(letter)
    if visit is None or not visit.is_agreed or visit.starts_at <= clock.now():
        return False
    return Reminded.objects.filter(visit=visit, person=letter.person, on=visit.local_start.date()).exists()


def is_still_given(letter: Letter) -> bool:
    return Record.objects.filter(visit=letter.thing, given_at__isnull=False, deleted_at=None).exists()


def _visit(letter: Letter) -> Visit | None:
    return Visit.objects.filter(pk=letter.thing).select_related("school").first()


def _has_later(letter: Letter) -> bool:
    later = Letter.objects.filter(kind__in=[ASKED, SETTLED, OFF], thing=letter.thing, person=letter.person)
    return later.filter(pk__gt=letter.pk).exists()
