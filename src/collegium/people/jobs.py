from datetime import timedelta

from django.db import IntegrityError

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.people.models import StaffImport
from collegium.people.stafflist.bringing import bring

# How often we look again when a colleague is added by hand at the very moment the list brings them in.
AGAIN = 2


@job(apart=True)
def bring_staff(staff_import: int, again: int = AGAIN) -> None:
    """A long list. Killed half way, it goes on where it was; stopped, it stays stopped."""
    found = StaffImport.objects.select_related("school", "by").get(pk=staff_import)
    if not found.is_under_way:
        return
    try:
        bring(found, at=clock.now())
    except IntegrityError:
        if not again:
            raise
        bring_staff.call(staff_import, again - 1)


@every("25 3 * * *")
def forget_staff_lists() -> None:
    """A week later nobody mends rows any more: what the lists held goes."""
    for found in StaffImport.objects.forgettable(clock.now() - timedelta(days=7)):
        found.forget()
