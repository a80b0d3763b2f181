"""What a missed wish would have cost the others: asking, and working it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from collegium.forming import planner, words
from collegium.forming.models import Placement, Weighing
from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models import Person


def missed(placement: Placement) -> list[str]:
    """The wishes before the one granted; all of them for somebody left over. Nothing for who wished nothing."""
    if placement.came_by != Placement.CameBy.WISH:
        return []
    wishes = placement.formation.task.person[str(placement.person_id)].wishes
    return list(wishes[: placement.rank - 1] if placement.rank else wishes)


def ask(placement: Placement, theme: str, *, by: Person, at: datetime) -> Weighing | None:
    """Ask what this wish would have cost. A second asking is the same question."""
    if theme not in missed(placement):
        return None
    with transaction.atomic():
        weighing, is_new = Weighing.objects.get_or_create(
            placement=placement, theme_id=int(theme), defaults={"by": by, "at": at}
        )
        if is_new:
            record(by, "weighed", weighing, at=at)
    return weighing


def work_out(weighing: Weighing) -> None:
    """Let the planner answer. The plan may have changed meanwhile: then nobody asks any more, and nothing is kept."""
    formation = weighing.placement.formation
    answer = planner.what_if(
        formation.problem, formation.standing().groups, person=str(weighing.placement.person_id),
        theme=str(weighing.theme_id), seed=formation.seed,
    )  # fmt: skip
    weighing.finish(answer, at=clock.now())


@dataclass(frozen=True)
class Missed:
    """A wish that somebody missed, and what it would have cost as far as anybody asked."""

    key: str
    theme: str
    weighing: Weighing | None = None

    @property
    def said(self) -> str:
        return words.say_what_if(self.weighing.answer) if self.weighing else ""


def weighed(placement: Placement, themes: Mapping[str, str]) -> list[Missed]:
    """All wishes that somebody missed, with the answers that are there."""
    asked = {str(one.theme_id): one for one in placement.weighings.select_related("theme")}
    return [Missed(key, themes[key], asked.get(key)) for key in missed(placement)]
