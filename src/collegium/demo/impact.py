"""Did last year make a difference? One aspect settled, one not, one looked at afterwards, one to count yet."""

from datetime import date, datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.impact.findings import SMALLEST, to_share
from collegium.impact.from_walks import found_by_walks
from collegium.impact.models import Comparison, SharedRound
from collegium.programmes.models import Aspect
from collegium.statistics.comparing import Arms, Count

MEASURE = "appraisal"


def compare_last_year(made: DemoNetwork, *, at: datetime) -> None:
    """Registered in the autumn, counted after appraisals, shared with the leadership team."""
    lead, school = made.people["Helen Marsh"], made.northgate
    year = made.year_starts_on.replace(year=made.year_starts_on.year - 1)
    then, counted = at - timedelta(days=60), at - timedelta(days=8)
    told = (
        ("Metacognition", (7, 12, 13, 74), (5, 12, 19, 74), False),
        ("Literacy", (6, 12, 28, 74), None, False),
        ("Classroom talk", (5, 10, 27, 76), None, True),
    )
    for title, now, before, known in told:
        comparison = Comparison.objects.register(
            Aspect.objects.called(title, school), year_starts_on=year, measure=MEASURE, judged_on=counted.date(),
            known=known, by=lead, at=counted if known else then,
        )  # fmt: skip
        comparison.type_counts(_arms(*now), _arms(*before) if before else None, by=lead, at=counted)
    round_ = Comparison.objects.of_round(school, year, MEASURE).select_related("aspect", "school")
    SharedRound.objects.share(
        school, year, MEASURE, to_share(round_.order_by("pk")), SMALLEST, by=lead, at=at - timedelta(days=5)
    )
    _take_from_the_walk(made, year, at=then, counted=counted)
    Comparison.objects.register(
        Aspect.objects.called("Feedback", school), year_starts_on=made.year_starts_on, measure=MEASURE,
        judged_on=(at + timedelta(days=200)).date(), by=lead, at=then,
    )  # fmt: skip


def _take_from_the_walk(made: DemoNetwork, year: date, *, at: datetime, counted: datetime) -> None:
    """Lessons of members and of others, as the walk of the autumn counted them; registered before it took place."""
    lead = made.people["Helen Marsh"]
    comparison = Comparison.objects.register(
        Aspect.objects.called("Metacognition", made.northgate), year_starts_on=year, by=lead, at=at,
        measure=Comparison.Measure.WALK, judged_on=counted.date(),
    )  # fmt: skip
    for found in found_by_walks(comparison, lead)[:1]:
        comparison.take(found.look_for, found.arms, by=lead, at=counted)


def _arms(strong: int, of: int, other_strong: int, other_of: int) -> Arms:
    return Arms(Count(strong, of), Count(other_strong, other_of))
