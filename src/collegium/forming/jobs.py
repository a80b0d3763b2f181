"""What the worker does for forming groups. The planner runs in a process of its own, so nothing here needs scipy."""

from collegium.forming import adjusting, weighing
from collegium.forming.models import Adjustment, Formation, Weighing
from collegium.forming.trying import work_out
from collegium.kit.jobs import job


@job(apart=True)
def form(formation_id: int) -> None:
    """Work out a try that nobody has finished. Killed half way, it is begun again and comes to the same plan."""
    formation = Formation.objects.running().filter(pk=formation_id).first()
    if formation:
        work_out(formation)


@job(apart=True)
def adjust(adjustment_id: int) -> None:
    """Work out what a newcomer or a leaver changes. Begun again, it comes to the same."""
    adjustment = Adjustment.objects.running().filter(pk=adjustment_id).first()
    if adjustment:
        adjusting.work_out(adjustment)


@job(apart=True)
def weigh(weighing_id: int) -> None:
    """Work out what a missed wish would have cost. The question is gone where the plan changed meanwhile."""
    found = Weighing.objects.running().select_related("placement__formation").filter(pk=weighing_id).first()
    if found:
        weighing.work_out(found)
