"""What the worker does for evidence packs."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.packs import making
from collegium.packs.finding import still_there
from collegium.packs.models import Making

DAY = timedelta(days=1)


@job(apart=True)
def make(making_id: int) -> None:
    """Make the files of a pack. Killed half way, they are made from the beginning."""
    found = Making.objects.going().select_related("pack__school", "pack__own", "by").filter(pk=making_id).first()
    if found:
        making.make(found)


@every("*/10 * * * *")
def look_after() -> None:
    """Something in it was taken back: readers miss the file already, now its bytes go."""
    now = clock.now()
    for made in Making.objects.made().select_related("pack__school", "pack__own"):
        if not still_there(made.holds, made.pack.look(at=now)):
            made.remove()


@every("25 4 * * *")
def sweep() -> None:
    """Bytes of a run that broke off while it was kept."""
    known = {path for files in Making.objects.values_list("files", flat=True) for path in files.values()}
    old = clock.now().timestamp() - DAY.total_seconds()
    for file in (Path(settings.MEDIA_ROOT) / "packs").glob("*"):
        if f"packs/{file.name}" not in known and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
