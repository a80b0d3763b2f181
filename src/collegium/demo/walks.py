"""The learning walks of the demo: two that are over, and one that Helen Marsh and Mo Khan are in the middle of."""

import random
from datetime import date, datetime, time, timedelta

from collegium.demo.network import DemoNetwork
from collegium.people.schooldays import days_open
from collegium.programmes.models import Aspect
from collegium.walks.concluding import close, finish
from collegium.walks.drawing import TooFew, draw
from collegium.walks.models import LookingFor, Said, Sheet, Stop, Walk
from collegium.walks.models.walk import NOTICE_DAYS

SEED = 1861
LOOKED_FOR = (
    LookingFor("Pupils plan, or say, how they will go about it"),
    LookingFor("Pupils look back at what they did before", "pupils"),
)
# How likely each was in the summer, in the autumn, and now.
LIKELY = (0.45, 0.6, 0.73)
# A school week: the two have time together on some of its days.
DAYS = 5
# How walks are done was looked at with the staff so long before each.
REVIEWED = timedelta(days=40)
# Lessons that Mo has still before him.
LEFT = 3


def walk_through(made: DemoNetwork, *, at: datetime) -> None:
    """Strategic learning, three times: the same things looked for, other lessons each time."""
    aspect = Aspect.objects.called("Metacognition", made.northgate)
    dice = random.Random(SEED)
    for back, likely in zip((150, 45), LIKELY, strict=False):
        first = at.date() - timedelta(days=back)
        days = days_open(made.northgate, first, first + timedelta(days=30))[:DAYS]
        walk = _announced(made, aspect, days)
        if walk and _drawn(walk, made):
            evening = _at(walk.last_on, 17)
            _write(walk, dice, likely, {}, at=evening)
            finish(walk, by=made.people["Helen Marsh"], at=evening)
            close(walk, at=evening + timedelta(days=8))
    coming = days_open(made.northgate, at.date(), at.date() + timedelta(days=60))[:DAYS]
    walk = _announced(made, aspect, coming)
    if walk and _drawn(walk, made):
        _write(walk, dice, LIKELY[-1], {"Mo": LEFT}, at=at)


def _announced(made: DemoNetwork, aspect: Aspect, days: list[date]) -> Walk | None:
    """Prepared and announced in good time, whatever holidays lie before it."""
    if len(days) < DAYS:
        return None
    lead = made.people["Helen Marsh"]
    told = days_open(made.northgate, days[0] - timedelta(days=90), days[0] - timedelta(days=1))[-NOTICE_DAYS - 2 :]
    when = _at(told[0] if told else days[0], 12)
    walk = Walk.objects.prepare(
        made.northgate, aspect, walkers=[lead, made.people["Mo Khan"]], look_fors=LOOKED_FOR, by=lead, at=when,
        focus="Do pupils steer their own learning?", first_on=days[0], last_on=days[-1],
        members_in=made.year_starts_on.replace(year=made.year_starts_on.year - 1),
    )  # fmt: skip
    if len(walk.notice(when)) < NOTICE_DAYS:
        return None
    walk.announce(
        agreed_with="Staff meeting, and the union’s representative", reviewed_on=(when - REVIEWED).date(), by=lead,
        at=when,
    )  # fmt: skip
    return walk


def _drawn(walk: Walk, made: DemoNetwork) -> bool:
    try:
        draw(walk, by=made.people["Helen Marsh"], at=_at(walk.earliest_draw(), 15), seed=f"demo {walk.first_on}")
    except TooFew:
        return False
    return True


def _write(walk: Walk, dice: random.Random, likely: float, left: dict[str, int], *, at: datetime) -> None:
    """Both see much the same, and once in a while not."""
    look_fors = [one.pk for one in walk.looked_for()]
    truth = {stop.pk: _steps(dice, likely) for stop in walk.stops.order_by("pk")}
    for walker in walk.walkers.select_related("person").order_by("place"):
        stops = list(Stop.objects.of_walker(walker).in_order())
        said = []
        for stop in stops[: len(stops) - left.get(walker.person.first_name, 0)]:
            steps = truth[stop.pk] if dice.random() < 0.95 else _steps(dice, likely)
            said.append(Said(stop.pk, dict(zip(look_fors, steps, strict=True)), 1))
        Sheet.objects.keep(walker, said, at=at)


def _steps(dice: random.Random, likely: float) -> tuple[int, int]:
    """What there was to see in a lesson."""
    seen = dice.random() < likely
    return int(seen), dice.choice((2, 3, 3)) if seen else dice.choice((0, 1))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()
