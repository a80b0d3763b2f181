"""How a pack stands: for each criterion what was found, what was chosen, and what is missing in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.packs.criteria import CriteriaList, Criterion
from collegium.packs.finding import Found
from collegium.packs.kinds import KINDS, Kind
from collegium.packs.looking import Fact
from collegium.packs.models import Answer, Pack


class State(StrEnum):
    """Shown; found and not chosen; or something is missing."""

    SHOWN = "shown"
    WAITS = "waits"
    MISSING = "missing"


@dataclass(frozen=True)
class Gap:
    """What is missing, in a sentence; and where that is mended, if there is a page for it."""

    text: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Line:
    """A criterion of a pack. ``found``: what speaks for it; ``shown``: what of that was chosen."""

    criterion: Criterion
    found: list[Fact]
    shown: list[Fact]
    sentence: str = ""
    is_answered: bool = False
    gaps: list[Gap] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.criterion.key

    @property
    def state(self) -> State:
        least = self.criterion.least
        by_words = bool(self.sentence and self.criterion.ask)
        if by_words or (self.criterion.kinds and len(self.shown) >= least):
            return State.SHOWN
        return State.WAITS if self.criterion.kinds and len(self.found) >= least else State.MISSING

    @property
    def is_shown(self) -> bool:
        return self.state == State.SHOWN

    @property
    def waits(self) -> bool:
        return self.state == State.WAITS

    @property
    def is_missing(self) -> bool:
        return self.state == State.MISSING

    @property
    def says(self) -> str:
        """How much of it there is, in a few words."""
        if self.shown:
            said = ngettext("%(shown)d of %(found)d is shown", "%(shown)d of %(found)d are shown", len(self.shown))
            return said % {"shown": len(self.shown), "found": len(self.found)}
        if self.found and not self.is_answered:
            return ngettext("%(n)d was found", "%(n)d were found", len(self.found)) % {"n": len(self.found)}
        if self.sentence:
            return _("in your own words")
        if not self.criterion.kinds:
            return _("nothing written yet")
        return _("nothing chosen") if self.found else _("nothing found")


def lines_of(pack: Pack, criteria: CriteriaList, found: Found) -> list[Line]:
    answers = {one.criterion: one for one in pack.answers.all()}
    return [_line(one, answers.get(one.key), found) for one in criteria.criteria]


def _line(criterion: Criterion, answer: Answer | None, found: Found) -> Line:
    facts = [fact for kind in criterion.kinds for fact in found.get(kind, ())]
    chosen = set(answer.facts) if answer else set()
    shown = [fact for fact in facts if fact.ref in chosen]
    sentence = answer.sentence if answer else ""
    return Line(criterion, facts, shown, sentence, answer is not None, list(_gaps(criterion, found, facts, sentence)))


def _gaps(criterion: Criterion, found: Found, facts: Sequence[Fact], sentence: str) -> list[Gap]:
    """What nobody could tick, because it is not there. What is there and not ticked is no gap."""
    if (sentence and criterion.ask) or (criterion.kinds and len(facts) >= criterion.least):
        return []
    if not criterion.kinds:
        return [Gap(criterion.ask)]
    absent = [Gap(str(KINDS[kind].missing), KINDS[kind]) for kind in criterion.kinds if not found.get(kind)]
    if facts:
        asked = ngettext("%(n)d is there, %(least)d are asked for.", "%(n)d are there, %(least)d are asked for.",
                         len(facts))  # fmt: skip
        return [Gap(asked % {"n": len(facts), "least": criterion.least}), *absent]
    return absent


def missing(lines: Sequence[Line]) -> list[Line]:
    """The gap list: criteria for which something is missing, in the list's order."""
    return [line for line in lines if line.gaps]
