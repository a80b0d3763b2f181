"""Figures as a page, a chart, a file and a sheet of paper show them: from what was released, and from no count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collegium.surveys.models import Item, Release, Survey, Wave

# Of pupils, shares are told in steps of five: one answer more or less is not to be read off.
STEP = 5


@dataclass(frozen=True)
class Share:
    """One answer's part of all, or that it is not shown."""

    count: int | None
    of: int
    rounds: bool

    @property
    def percent(self) -> int | None:
        if self.count is None:
            return None
        exact = 100 * self.count / self.of
        return round(exact / STEP) * STEP if self.rounds else round(exact)

    @property
    def words(self) -> str:
        if self.count is None:
            return _("not shown")
        if self.rounds:
            return _("about %(percent)d %%") % {"percent": self.percent}
        return _("%(count)d of %(of)d") % {"count": self.count, "of": self.of}


@dataclass(frozen=True)
class Line:
    """An answer, with its share in each round."""

    option: str
    shares: list[Share]


@dataclass(frozen=True)
class Distribution:
    """One question: every answer, from the first to the last, and those who left it out."""

    text: str
    rounds: list[str]
    lines: list[Line]

    @property
    def hides(self) -> bool:
        return any(share.count is None for line in self.lines for share in line.shares)


def distributions(survey: Survey, releases: Sequence[Release]) -> list[Distribution]:
    """The full distribution of each question, the rounds beside each other."""
    enough = [one for one in releases if not one.has_too_few]
    if not enough:
        return []
    return [_of_item(item, enough, not survey.asks_staff) for item in survey.items.order_by("order") if item.options]


def _of_item(item: Item, releases: Sequence[Release], rounds: bool) -> Distribution:
    columns = [[Share(count, one.answered, rounds) for count in one.whole(item.pk)] for one in releases]
    names = [_("%(round)s (%(number)d answered)") % {"round": one.wave, "number": one.answered} for one in releases]
    return Distribution(item.text, names, _lines(item.options, columns))


def of_class(release: Release, code: int, items: Sequence[Item]) -> list[Distribution]:
    """One class, for whoever asked it: only where classes can be told apart without giving anybody away."""
    found = []
    for item in items:
        if counts := release.of_class(item.pk, code):
            of = release.size_of_class(item.pk, code)
            shares = [Share(count, of, True) for count in counts]
            found.append(Distribution(item.text, [str(release.wave)], _lines(item.options, [shares])))
    return found


def of_theme(figures: dict[str, Any]) -> list[Distribution]:
    """What the pupils of several groups said."""
    return [
        Distribution(
            one["text"],
            [_("%(number)d pupils in %(groups)d groups") % {"number": one["answered"], "groups": one["groups"]}],
            _lines(one["options"], [[Share(count, one["answered"], True) for count in one["whole"]]]),
        )
        for one in figures.values()
    ]


def _lines(options: Sequence[str], columns: Sequence[Sequence[Share]]) -> list[Line]:
    names = [*options, _("left out")]
    return [Line(name, [column[place] for column in columns]) for place, name in enumerate(names)]


def as_rows(found: Sequence[Distribution]) -> tuple[list[str], list[list[str]]]:
    """The same figures for a file: nothing that the page does not show."""
    rounds = found[0].rounds if found else []
    rows = [[one.text, line.option, *(share.words for share in line.shares)] for one in found for line in one.lines]
    return [_("Question"), pgettext("heading of a column", "Answer"), *rounds], rows


def released(survey: Survey) -> list[Release]:
    """The rounds that are over, the first one first."""
    return list(Release.objects.filter(wave__survey=survey).select_related("wave").order_by("wave__number"))


def counted(wave: Wave) -> Wave:
    """The same round, with how many have answered."""
    return Wave.objects.with_counts().get(pk=wave.pk)
