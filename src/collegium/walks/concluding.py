"""When the walk is over: count, let the teachers read, then forget."""

from datetime import datetime

from django.db import transaction

from collegium.history.models import record
from collegium.people.models import Person
from collegium.statistics.agreement import agreement
from collegium.walks.drawing import memberships_of
from collegium.walks.models import LookFor, Sheet, Stop, Walk
from collegium.walks.telling import may_be_told

# Members of one group alone are that group.
FEWEST_GROUPS = 2


def finish(walk: Walk, *, by: Person, at: datetime) -> None:
    """Everything is in: count it. A second finishing changes nothing.

    Whose lesson was not looked into after all is forgotten at once.
    """
    with transaction.atomic():
        now = Walk.objects.select_for_update().get(pk=walk.pk)
        if not now.is_under_way:
            return
        now.stops.filter(is_seen=False).delete()
        stops = list(now.stops.prefetch_related("sheets__walker").order_by("pk"))
        look_fors = list(now.looked_for())
        is_apart = now.members_in is not None and _groups(now) >= FEWEST_GROUPS
        for look_for in look_fors:
            _count(look_for, stops)
            look_for.apart = _apart(look_for, stops) if is_apart else []
        LookFor.objects.bulk_update(look_fors, ["counts", "apart", "doubled", "alike", "alpha"])
        Walk.objects.filter(pk=now.pk).update(finished_at=at, lessons=len(stops))
        record(by, "finished", now, at=at)
    walk.refresh_from_db()


def close(walk: Walk, *, at: datetime) -> None:
    """The list of lessons, the sheets and the lot’s seed go for good: nobody can learn any more who was seen."""
    with transaction.atomic():
        if Walk.objects.filter(pk=walk.pk, finished_at__isnull=False, closed_at=None).update(closed_at=at, seed=""):
            Stop.objects.filter(walk=walk.pk).delete()
            record(None, "closed", walk, at=at)
    walk.refresh_from_db()


def _count(look_for: LookFor, stops: list[Stop]) -> None:
    """Each lesson counts once, by the word of whom the lot sent; where both were, their two words are compared."""
    doubled = [[sheet.step(look_for.pk) for sheet in _sheets(stop)] for stop in stops]
    counts = _steps(look_for, stops)
    found = agreement(doubled, look_for.of_scale.kind)
    look_for.counts = counts
    look_for.doubled, look_for.alike, look_for.alpha = found.units, found.alike, found.alpha


def _steps(look_for: LookFor, stops: list[Stop]) -> list[int]:
    """How many lessons on each step, by the word of whom the lot sent."""
    counts = [0] * len(look_for.of_scale.steps)
    for stop in stops:
        step = _sheets(stop)[0].step(look_for.pk)
        if step is not None:
            counts[step] += 1
    return counts


def _sheets(stop: Stop) -> list[Sheet]:
    """The one that counts first."""
    return sorted(stop.sheets.all(), key=lambda sheet: sheet.walker.place != stop.first)


def _apart(look_for: LookFor, stops: list[Stop]) -> list[tuple[int, int]]:
    """Members and others, each as so many of so many. Nothing where a number of either, or of all, is small."""
    seen_from = look_for.of_scale.seen_from
    arms = []
    for is_member in (True, False):
        counts = _steps(look_for, [stop for stop in stops if stop.is_member is is_member])
        arms.append((sum(counts[seen_from:]), sum(counts)))
    whole = (sum(seen for seen, _of in arms), sum(of for _seen, of in arms))
    return arms if all(may_be_told([of - seen, seen]) for seen, of in (*arms, whole)) else []


def _groups(walk: Walk) -> int:
    return memberships_of(walk).values("group").distinct().count()
