"""What stands beside the comparisons: what the last learning walk found, and what staff said."""

from collections.abc import Sequence
from dataclasses import dataclass

from collegium.people.models import Person, School
from collegium.surveys.gist import Gist, gists
from collegium.surveys.models import Change, Item, Kind, Release, Survey
from collegium.surveys.showing import Share
from collegium.walks.comparing import Point, series_of
from collegium.walks.models import Walk

# The last school years' worth of walks of one aspect.
MOST_WALKS = 8


@dataclass(frozen=True)
class LastWalk:
    """One thing that the newest walk looked for, and what the walk before it found."""

    now: Point
    before: Point | None


def last_walk(school: School, person: Person) -> LastWalk | None:
    """The first thing of the newest walk that may be shown. Two queries."""
    walks = Walk.objects.visible_to(person).walked().filter(school=school).select_related("aspect")
    found = list(walks.prefetch_related("look_fors").order_by("-first_on", "-pk")[:MOST_WALKS])
    same = [walk for walk in found if walk.aspect_id == found[0].aspect_id]
    for series in series_of(same[::-1]):
        now = series.points[-1]
        if now.walk == found[0] and now.finding.is_shown:
            earlier = [point for point in series.points[:-1] if point.finding.is_shown]
            return LastWalk(now, earlier[-1] if earlier else None)
    return None


@dataclass(frozen=True)
class Wish:
    """The answer that most colleagues chose, of a question with several."""

    text: str
    answer: str
    share: Share


@dataclass(frozen=True)
class StaffSaid:
    """The newest survey of staff that is over: how many answered, what each question came to, what was changed."""

    survey: Survey
    answered: int
    gists: Sequence[Gist]
    wishes: Sequence[Wish]
    change: Change | None


def staff_said(school: School, person: Person) -> StaffSaid | None:
    """Of the programmes of this school, from released figures. Four queries at the most."""
    known = Release.objects.visible_to(person).filter(wave__survey__programme__school=school).exclude(figures={})
    newest = known.select_related("wave__survey").order_by("-at", "-pk").first()
    if newest is None:
        return None
    survey = Survey.objects.prefetch_related("items").get(pk=newest.wave.survey_id)
    changes = Change.objects.visible_to(person).filter(programme=survey.programme_id)
    return StaffSaid(
        survey, newest.answered, gists(survey, [newest])[:2], _wishes(survey, newest)[:1],
        changes.order_by("-at", "-pk").first(),
    )  # fmt: skip


def _wishes(survey: Survey, release: Release) -> list[Wish]:
    items = sorted(survey.items.all(), key=lambda one: one.order)
    found = (_wish(item, release) for item in items if item.kind == Kind.CHOICE)
    return [wish for wish in found if wish]


def _wish(item: Item, release: Release) -> Wish | None:
    """None where an answer is left out that could have been the one, or where two have as many."""
    counts = release.whole(item.pk)[: len(item.options)]
    shown = [count for count in counts if count is not None]
    if len(shown) < len(counts) or shown.count(max(shown)) > 1:
        return None
    place = shown.index(max(shown))
    return Wish(item.text, item.options[place], Share(shown[place], release.answered, rounds=False))
