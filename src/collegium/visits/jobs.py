from datetime import timedelta

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.visits import reminding
from collegium.visits.models import Plan, TimetableFile
from collegium.visits.planning import work_out

KEPT = timedelta(days=60)


@job(apart=True)
def plan_visits(plan_id: int) -> None:
    """Work out a plan that nobody has finished. Killed half way, it is begun again and comes to the same plan."""
    plan = Plan.objects.running().filter(pk=plan_id).first()
    if plan:
        work_out(plan)


@every("20 * * * *")
def remind_of_visits() -> None:
    """Once an hour: the two of an agreed visit on the next working day."""
    reminding.remind_everybody(at=clock.now())


@every("50 3 * * *")
def forget_timetable_files() -> None:
    """Nobody needs the rows of a timetable that came in two months ago."""
    for file in TimetableFile.objects.forgettable(clock.now() - KEPT):
        file.forget()
