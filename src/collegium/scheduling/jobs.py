"""What the worker does for finding times and planning years. The planner runs in a process of its own."""

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.scheduling import asking, leading
from collegium.scheduling.models import ProgrammeYear


@every("25 * * * *")
def look_after_polls() -> None:
    """Once an hour: remind, close, and tell whoever asked."""
    asking.look_after(at=clock.now())


@job(apart=True)
def plan_programme(plan_id: int) -> None:
    """Work out a try that nobody has finished. Killed half way, it is begun again and comes to the same plan."""
    plan = ProgrammeYear.objects.running().select_related("programme__school").filter(pk=plan_id).first()
    if plan:
        leading.work_out(plan)
