"""What the pages call the four verdicts. An approach may have its own words for them; what is meant is the same."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.enquiry.models import Trial, Verdict

BUTTONS: Mapping[str, Any] = {
    Verdict.KEPT: gettext_lazy("Kept it"),
    Verdict.CHANGED: gettext_lazy("Changed it"),
    Verdict.DROPPED: gettext_lazy("Dropped it"),
    Verdict.NOT_YET: gettext_lazy("Not yet"),
}
MARKS = {Verdict.KEPT: "check", Verdict.CHANGED: "changed", Verdict.DROPPED: "dropped", Verdict.NOT_YET: "clock"}


def buttons(own: Mapping[str, list[str]] | None = None) -> list[tuple[str, str]]:
    """Each verdict and what its button says, in the words of the group's approach where it has some."""
    return [(str(verdict), _own(own, verdict, 0) or str(BUTTONS[verdict])) for verdict in Verdict]


def verdict_word(trial: Trial) -> str:
    """Kept, changed, dropped, not yet: in the words of the group's approach. Give ``group__approach`` with it."""
    if trial.let_go_at:
        return _("let go")
    own = trial.group.approach.verdicts if trial.group else None
    return _own(own, trial.verdict, 1) or str(Verdict(trial.verdict).label)


def mark(trial: Trial) -> str:
    return MARKS[Verdict(trial.verdict)]


def _own(own: Mapping[str, list[str]] | None, verdict: str, place: int) -> str:
    words = (own or {}).get(verdict) or []
    return _(words[place]) if len(words) > place else ""
