"""The press: what the worker does for booklets."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from collegium.booklets import making
from collegium.booklets.models import Booklet, Making
from collegium.kit import clock
from collegium.kit.jobs import every, job

DAY = timedelta(days=1)


@job(apart=True)
def make(making_id: int) -> None:
    """Make the files of a booklet. Killed half way, they are made from the beginning."""
    found = Making.objects.going().select_related("booklet__school").filter(pk=making_id).first()
    if found:
        making.make(found)


@every("* * * * *")
def look_after() -> None:
    """A report that was withdrawn elsewhere: readers miss it already, now its bytes go, and new ones are made."""
    now = clock.now()
    for booklet in Booklet.objects.filter(makings__done_at__isnull=False).distinct():
        if any(not one.stands(booklet) for one in booklet.makings.made()):
            booklet.renew(by=booklet.by, at=now)


@every("20 4 * * *")
def sweep() -> None:
    """Bytes of a run that broke off while it was kept."""
    known = {path for files in Making.objects.values_list("files", flat=True) for path in files.values()}
    old = clock.now().timestamp() - DAY.total_seconds()
    for file in (Path(settings.MEDIA_ROOT) / "booklets").glob("*"):
        if f"booklets/{file.name}" not in known and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
