"""What is half made: its maker holds it; what nobody holds any more was cut off, and the next maker puts it away."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from collegium.project.folder import Trouble

ENDING = ".collegium-unfinished"
COPY, RESTORE = "collegium-unfinished-", ".restoring-"
NOT_WHOLE = (
    "{path} is what a backup left that was cut off, or one that is being made: it was never found whole. "
    "Take another one; the next backup puts it away."
)


@contextmanager
def draft(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file beside its target, for its owner only. Whoever finds it whole renames it; else it goes."""
    place = target.with_name(target.name + ENDING)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_away(target.parent, f"*{ENDING}")
        opened = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise Trouble(f"Another backup is being written into {target}. Let it end, or give another name.") from None
    except OSError as error:
        raise Trouble(f"{target.parent} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(opened, "wb") as file:
            _hold(opened)
            yield place, file
    finally:
        with suppress(OSError):
            place.unlink(missing_ok=True)


@contextmanager
def scratch(prefix: str = COPY, within: Path | None = None) -> Iterator[Path]:
    """A folder to work in, which is gone at the end."""
    put_away(within or Path(tempfile.gettempdir()), f"{prefix}*")
    with tempfile.TemporaryDirectory(prefix=prefix, dir=within) as made:
        opened = os.open(made, os.O_RDONLY)
        try:
            _hold(opened)
            yield Path(made)
        finally:
            os.close(opened)


def put_away(folder: Path, names: str) -> None:
    """What was cut off there. What somebody holds, what is not ours, and where nobody can tell: that stays."""
    for place in folder.glob(names):
        with suppress(OSError):
            _put_away(place)


def _put_away(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(opened).st_uid == os.geteuid():
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    finally:
        os.close(opened)


def _hold(opened: int) -> None:
    """Until it is closed, or its process ends however it ends. Some storage knows no locks: then unheld."""
    with suppress(OSError):
        fcntl.flock(opened, fcntl.LOCK_EX)
