"""``collegium upgrade``: the database takes the shape of this version, or is as it was before.

A backup comes first and is read back. What was begun stands in ``upgrade.json``: cut off at any moment, the same
command goes on where it was, with the backup from before anything changed.
"""

import argparse
import os
import subprocess
from pathlib import Path
from typing import Any

import collegium
from collegium.kit import clock, configuration
from collegium.kit.processes import ourselves
from collegium.project import archives, at_work, copying, folder, keeping, marks, unfinished
from collegium.project.archives import POSTGRESQL, SQLITE
from collegium.project.folder import Trouble
from collegium.project.marks import RESTORE, UPGRADE


def upgrade(asked: argparse.Namespace) -> int:
    """Backup, new shape, a look at everything; or back to what was there, with one line that says why."""
    os.umask(0o077)
    path = folder.chosen(asked.data)
    state = marks.read(path, UPGRADE)
    if not state and folder.is_empty(path):
        raise Trouble(f"There is nothing to upgrade in {path}.")
    folder.make(path)
    at_work.alone_in(path)
    marks.ensure_none(path, RESTORE)
    with at_work.alone_on(configuration.read(path)["database"]):
        return reshape_or_undo(path, state)


def reshape_or_undo(path: Path, state: dict[str, Any] | None) -> int:
    if not state:
        ensure_not_newer(path)
        state = begin(path)
    if not state["undoing"]:
        if not (trouble := reshape()):
            (path / UPGRADE).unlink()
            print(f"{path} has the shape of Collegium {collegium.__version__}. Start it again: “collegium run”.")
            print(f"What was there before is in {state['backup']}; it stays until you remove it.")
            return 0
        state |= {"undoing": True, "trouble": trouble}
        marks.write(path, UPGRADE, state)
    raise undo(path, state)


def ensure_not_newer(path: Path) -> None:
    """A database that a newer version has shaped is left alone."""
    address = configuration.read(path)["database"]
    try:
        made = copying.migrations_of_postgresql(address) if address else copying.migrations_of_sqlite(path / SQLITE)
    except OSError as error:
        raise Trouble(f"The database in {path} cannot be read: {error}.") from error
    if keeping.unknown_among(made):
        raise Trouble(
            f"The database in {path} was made by a newer Collegium than this one ({collegium.__version__}). "
            "Nothing was changed."
        )


def begin(path: Path) -> dict[str, object]:
    moment = clock.now()
    target = path / "backups" / f"collegium-before-upgrade-{moment:%Y-%m-%d-%H%M%S}.tar.gz"
    archives.keep(path, target, at=moment)
    state: dict[str, object] = {"backup": str(target), "undoing": False, "trouble": ""}
    marks.write(path, UPGRADE, state)
    return state


def reshape() -> str:
    """By a process of its own, which knows settings and models. What went wrong, in a line; empty: nothing."""
    done = subprocess.run(ourselves("reshape"), capture_output=True, text=True, check=False)
    lines = done.stderr.strip().splitlines()
    return (lines[-1] if lines else "it ended without a word") if done.returncode else ""


def undo(path: Path, state: dict[str, object]) -> Trouble:
    """What was there before, out of the backup; and what to tell whoever asked."""
    archive = keeping.existing(str(state["backup"]))
    with unfinished.scratch(unfinished.RESTORE, path) as scratch:
        manifest = archives.verify(archive, scratch)
        if manifest.database == POSTGRESQL:
            copying.restore_postgresql(configuration.read(path)["database"], scratch / POSTGRESQL)
        aside = keeping.swap(path, scratch, keeping.beside(path))
    (path / UPGRADE).unlink()
    half = keeping.where(aside, manifest.database)
    return Trouble(
        f"The upgrade did not work, and {path} is as it was before. The reason: {state['trouble']} "
        f"What was half upgraded is in {half}; go on with the old version, and tell us."
    )
