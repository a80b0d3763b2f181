"""From counts to what may be shown, by the one rule for page, chart, file, history and paper."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from collegium.programmes.models import Theme
from collegium.statistics.disclosure import Figure, is_sensitive, protect
from collegium.surveys.models.release import Release, ThemeRelease
from collegium.surveys.models.survey import FEWEST_ABOVE, FEWEST_PUPILS, Item
from collegium.surveys.models.wave import Tally, Ticket, Wave

# With two classes, each colleague could work out the other's by taking their own from the whole.
FEWEST_CLASSES = 3
FEWEST_GROUPS = 2
Counts = dict[int, list[int]]


def release(wave: Wave, *, at: datetime) -> Release:
    """The figures of a round that has just closed."""
    answered = Ticket.objects.filter(code_of__wave=wave, used=True).count()
    figures: dict[str, Any] = {}
    if answered >= wave.survey.fewest:
        figures = {str(item.pk): _released(item, counts_of(wave, item)) for item in _closed_items(wave)}
    made = Release.objects.create(wave=wave, answered=answered, figures=figures, at=at)
    account, group = wave.survey.account, wave.survey.group
    if figures and account.goes_up and group and group.theme:
        rise(group.theme, wave.number, at=at)
    return made


def counts_of(wave: Wave, item: Item) -> Counts:
    """For each class that answered, how often each answer was given; the last: left out."""
    found: Counts = defaultdict(lambda: [0] * (len(item.options) + 1))
    for code, option, count in Tally.objects.filter(code_of__wave=wave, item=item).values_list(
        "code_of", "option", "count"
    ):
        found[code][option] = count
    return dict(found)


def _closed_items(wave: Wave) -> list[Item]:
    return [item for item in wave.survey.items.order_by("order") if not item.is_open]


def _released(item: Item, counts: Counts) -> dict[str, Any]:
    """Classes and their whole as one, so that neither tells what the other hides."""
    totals = [sum(column) for column in zip(*counts.values(), strict=True)] or [0] * (len(item.options) + 1)
    if not can_be_told_apart(counts):
        alone = [Figure("asked", "everybody", value, is_sensitive(value, sum(totals))) for value in totals]
        return {"whole": _shown(protect(alone))}
    parts = [
        Figure(("class", code), ("whole", place), value, is_sensitive(value, sum(row)))
        for code, row in counts.items()
        for place, value in enumerate(row)
    ]
    whole = [
        Figure(("whole", place), "everybody", value, is_sensitive(value, sum(totals)))
        for place, value in enumerate(totals)
    ]
    kept, width = _shown(protect([*parts, *whole])), len(totals)
    classes = {str(code): kept[at * width : (at + 1) * width] for at, code in enumerate(counts)}
    sizes = {str(code): sum(row) for code, row in counts.items()}
    return {"whole": kept[len(parts) :], "classes": classes, "sizes": sizes}


def can_be_told_apart(counts: Counts) -> bool:
    return len(counts) >= FEWEST_CLASSES and min(sum(row) for row in counts.values()) >= FEWEST_PUPILS


def _shown(figures: Sequence[Figure]) -> list[int | None]:
    return [None if each.hidden else each.value for each in figures]


def rise(theme: Theme, number: int, *, at: datetime) -> ThemeRelease | None:
    """What several groups' pupils said, for leadership: rounds that no earlier figures hold, of groups that let
    theirs go up. None while there are too few."""
    with transaction.atomic():
        Theme.objects.select_for_update().get(pk=theme.pk)
        waves = list(
            Wave.objects.filter(
                survey__group__theme=theme, survey__account__goes_up=True, number=number, theme_releases=None,
                release__answered__gte=FEWEST_PUPILS,
            ).select_related("survey", "release").order_by("pk")
        )  # fmt: skip
        figures = _by_question(waves)
        if not figures:
            return None
        counted = {pk for one in figures.values() for pk in one.pop("waves")}
        inside = [wave for wave in waves if wave.pk in counted]
        made = ThemeRelease.objects.create(
            theme=theme, number=number, groups=len({wave.survey.group_id for wave in inside}),
            answered=sum(wave.release.answered for wave in inside), figures=figures, at=at,
        )  # fmt: skip
        made.waves.set(inside)
    return made


def _by_question(waves: Sequence[Wave]) -> dict[str, Any]:
    """Only questions that two groups at least asked alike."""
    asked: dict[str, list[tuple[Wave, Item]]] = defaultdict(list)
    for wave in waves:
        for item in _closed_items(wave):
            if item.key:
                asked[item.key].append((wave, item))
    return {key: _of_theme(pairs) for key, pairs in asked.items() if _are_enough(pairs)}


def _are_enough(pairs: Sequence[tuple[Wave, Item]]) -> bool:
    groups = {wave.survey.group_id for wave, _item in pairs}
    return len(groups) >= FEWEST_GROUPS and sum(wave.release.answered for wave, _item in pairs) >= FEWEST_ABOVE


def _of_theme(pairs: Sequence[tuple[Wave, Item]]) -> dict[str, Any]:
    """The theme's figures, such that with them nobody works out what a group's own figures hide."""
    published = [figure for wave, item in pairs for figure in _published(wave, item)]
    width = len(pairs[0][1].options) + 1
    totals = [sum(each.value for each in published if each.end == ("theme", place)) for place in range(width)]
    whole = [
        Figure(("theme", place), "everybody", value, is_sensitive(value, sum(totals)))
        for place, value in enumerate(totals)
    ]
    kept = _shown(protect([*published, *whole]))[len(published) :]
    first = pairs[0][1]
    return {"text": first.text, "options": first.options, "whole": kept, "answered": sum(totals),
            "groups": len({wave.survey.group_id for wave, _item in pairs}),
            "waves": [wave.pk for wave, _item in pairs]}  # fmt: skip


def _published(wave: Wave, item: Item) -> list[Figure]:
    """A round's figures as its group reads them, with what they hide: it cannot be hidden any better now."""
    counts, shown = counts_of(wave, item), wave.release.whole(item.pk)
    parts = [
        Figure((wave.pk, code), (wave.pk, "whole", place), value, wave.release.of_class(item.pk, code)[place] is None,
               is_published=True)
        for code, row in counts.items()
        for place, value in enumerate(row)
        if can_be_told_apart(counts)
    ]  # fmt: skip
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    start = (wave.pk, "whole") if parts else (wave.pk, "asked")
    return parts + [
        Figure((*start, place) if parts else start, ("theme", place), value, shown[place] is None, is_published=True)
        for place, value in enumerate(totals)
    ]
