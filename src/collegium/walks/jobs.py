from datetime import timedelta

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.walks import letters
from collegium.walks.concluding import close
from collegium.walks.models import LookedIn, Walk

# What counted in a school year is of no use after the next one has begun.
KEPT = timedelta(days=500)


@job
def tell_staff(walk_id: int) -> None:
    """Write to everybody who has not been written to. Killed half way, it goes on where it was."""
    walk = Walk.objects.filter(pk=walk_id).select_related("school", "by").first()
    if walk:
        letters.tell_staff(walk, at=clock.now())


@every("10 3 * * *")
def forget_who_was_seen() -> None:
    """Each night: the lists of walks whose teachers have had their time to read are deleted."""
    now = clock.now()
    for walk in Walk.objects.to_close(now).order_by("pk"):
        close(walk, at=now)
    LookedIn.objects.filter(year_starts_on__lt=clock.today() - KEPT).delete()
