"""What each question of a survey came to, in one line: for places that have no room for every answer.

Made of released figures alone. The line leads to the page on which all answers stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collegium.kit.listing import either
from collegium.surveys.models import Item, Kind, Release, Survey
from collegium.surveys.showing import Share


@dataclass(frozen=True)
class Gist:
    """A question, the answers that say yes to it, and their share in each round, the first one first."""

    text: str
    answers: str
    rounds: Sequence[tuple[str, Share]]

    @property
    def now(self) -> Share:
        return self.rounds[-1][1]

    @property
    def words(self) -> str:
        """Often or Always: about 65 % (Before: about 40 %)"""
        said = _("%(answers)s: %(share)s") % {"answers": self.answers, "share": self.now.words}
        if len(self.rounds) < 2:
            return said
        name, before = self.rounds[-2]
        return _("%(said)s (%(round)s: %(share)s)") % {"said": said, "round": name, "share": before.words}


def gists(survey: Survey, releases: Iterable[Release]) -> list[Gist]:
    """Of scales and of yes or no; a choice among several has no answer that says yes. Give ``items`` with it."""
    enough = [one for one in releases if not one.has_too_few]
    if not enough:
        return []
    items = sorted(survey.items.all(), key=lambda one: one.order)
    return [_gist(survey, item, enough) for item in items if item.kind in (Kind.SCALE, Kind.YES_NO)]


def _gist(survey: Survey, item: Item, releases: Sequence[Release]) -> Gist:
    places = saying_yes(item)
    answers = either(item.options[place] for place in places)
    shares = [(str(one.wave), _share(survey, one, item, places)) for one in releases]
    return Gist(item.text, answers, shares)


def saying_yes(item: Item) -> list[int]:
    """The upper half of a scale, which goes from least to most; the first answer of yes or no."""
    if item.kind == Kind.YES_NO:
        return [0]
    number = len(item.options)
    return list(range(number - number // 2, number))


def _share(survey: Survey, release: Release, item: Item, places: Sequence[int]) -> Share:
    counts = [release.whole(item.pk)[place] for place in places]
    shown = [count for count in counts if count is not None]
    return Share(sum(shown) if len(shown) == len(counts) else None, release.answered, not survey.asks_staff)
