"""What the worker does for forming groups. The planner runs in a process of its own, so nothing here needs scipy."""

from collegium.forming.models import Formation
from collegium.forming.trying import work_out
from collegium.kit.jobs import job


@job(apart=True)
def form(formation_id: int) -> None:
    """Work out a try that nobody has finished. Killed half way, it is begun again and comes to the same plan."""
    formation = Formation.objects.running().filter(pk=formation_id).first()
    if formation:
        work_out(formation)
