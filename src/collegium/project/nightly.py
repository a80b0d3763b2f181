"""The backup of each night: made, read back, kept for a while, and noted so that pages can warn."""

import logging
import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from collegium.kit import configuration, erased_list
from collegium.kit.models import Backup
from collegium.people import erased
from collegium.project import archives, unfinished
from collegium.project.folder import Trouble

log = logging.getLogger("collegium.backup")

# By hand made files have other names, and are never removed.
NAME = re.compile(r"collegium-night-(\d{4}-\d{2}-\d{2})-\d{6}\.tar\.gz" + f"(?:{re.escape(unfinished.ENDING)})?")


def place() -> Path:
    """Where backups of the night go: the folder that a technician chose, or one in the data folder."""
    chosen: str = configuration.read(settings.DATA)["backup_folder"]
    return Path(chosen).expanduser() if chosen else settings.DATA / "backups"


def keep_tonight(at: datetime) -> Backup:
    """One backup, and a note of how it went. Old ones go only after a new one was found whole."""
    target = place() / f"collegium-night-{at:%Y-%m-%d-%H%M%S}.tar.gz"
    try:
        manifest = archives.keep(settings.DATA, target, at=at)
    except (Trouble, OSError, sqlite3.Error) as trouble:
        log.error("No backup tonight: %s", trouble)
        return Backup.objects.create(at=at, place=str(target), trouble=str(trouble)[:500])
    rows = sum(manifest.rows.values())
    done = Backup.objects.create(at=at, place=str(target), size=target.stat().st_size, rows=rows)
    clear_away(target.parent, at=at)
    lay_beside(target.parent)
    return done


def lay_beside(folder: Path) -> None:
    """The list of those who were erased lies beside the backups: what brings one back finds it there."""
    erased.catch_up()
    erased_list.gather([erased.place()], folder / erased_list.NAME)


def clear_away(folder: Path, *, at: datetime) -> None:
    """Backups of nights before the last so many, as a technician said; at least one stays."""
    nights = max(1, configuration.read(settings.DATA)["backup_nights"])
    oldest = (at - timedelta(days=nights)).date().isoformat()
    for path in folder.iterdir():
        found = NAME.fullmatch(path.name)
        if found and found[1] <= oldest:
            path.unlink(missing_ok=True)
    Backup.objects.filter(at__lt=at - timedelta(days=366)).delete()
