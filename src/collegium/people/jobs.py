from datetime import timedelta

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.people.models import StaffImport
from collegium.people.stafflist.bringing import bring


@job
def bring_staff(staff_import: int) -> None:
    """A long list. Killed half way, it goes on where it was; stopped, it stays stopped."""
    found = StaffImport.objects.select_related("school", "by").get(pk=staff_import)
    if found.is_under_way:
        bring(found, at=clock.now())


@every("25 3 * * *")
def forget_staff_lists() -> None:
    """A week later nobody mends rows any more: what the lists held goes."""
    for found in StaffImport.objects.forgettable(clock.now() - timedelta(days=7)):
        found.forget()
