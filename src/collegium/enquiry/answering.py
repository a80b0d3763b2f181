"""“How did it go?”, answered by mail: the first words are the answer, the rest says what went well."""

from datetime import datetime

from django.utils.translation import gettext as _

from collegium.enquiry import asking
from collegium.enquiry.models import Trial, Verdict
from collegium.enquiry.models.trial import newest
from collegium.enquiry.words import buttons
from collegium.groups.policies import belongs
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.questions import Answer, Question
from collegium.meetings.models import Promise

LONGEST = 1_000


def question_of(letter: Letter, part: int) -> Question | None:
    """Open for as long as its link is, and whoever promised belongs to the group."""
    promise = Promise.objects.select_related("group__approach", "person").filter(pk=letter.thing).first()
    if promise is None or promise.person_id != letter.person_id or not belongs(promise.person, promise.group):
        return None
    if promise.made_at + asking.OPEN_FOR <= clock.now():
        return None
    promise = newest(promise)
    return Question(
        title=_("How did it go?"),
        about=promise.text,
        answers=[Answer(code, label) for code, label in buttons(promise.group.approach.verdicts)],
        address=asking.address_of(promise),
        take=lambda code, words, at: take(promise, code, words, at=at),
    )


def take(promise: Promise, verdict: str, words: str, *, at: datetime) -> Trial:
    """The same as one tap by the link; words of before are kept beside new ones."""
    trial = Trial.objects.report(promise, verdict, at=at)
    if words:
        is_change = verdict == Verdict.CHANGED
        trial.describe(
            with_class=trial.with_class,
            went_well=trial.went_well if is_change else _beside(trial.went_well, words),
            changed=_beside(trial.changed, words) if is_change else trial.changed,
            at=at,
        )
    return trial


def _beside(before: str, words: str) -> str:
    if words in before:
        return before
    whole = f"{before}\n\n{words}".strip()
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"
