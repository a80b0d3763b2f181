from datetime import timedelta

from django.db import IntegrityError

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.people import erasing
from collegium.people.models import Erasure, StaffImport
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


@every("*/10 * * * *")
@job
def erase_who_is_due() -> None:
    """Whose days of waiting are over, and whoever was half erased when the worker was cut off."""
    now = clock.now()
    for erasure in Erasure.objects.due(now).order_by("due_at", "pk"):
        erasing.carry_out(erasure, at=now)


@job
def erase(erasure: int) -> None:
    """At once, because they wished it. Cut off half way, it goes on."""
    found = Erasure.objects.due(clock.now()).filter(pk=erasure).first()
    if found:
        erasing.carry_out(found, at=clock.now())
