"""What was begun in a data folder and has not come to its end: as long as its mark is there, nothing is served."""

import json
import os
from pathlib import Path
from typing import Any

from collegium.project.folder import Trouble

UPGRADE, RESTORE = "upgrade.json", "restore.json"
CUT_OFF = {
    UPGRADE: "An upgrade of {path} was cut off. Run “collegium upgrade” again: it goes on, or brings back what was.",
    RESTORE: "A restore into {path} was cut off. Run the same “collegium restore” again: it brings back what was, "
    "and begins anew.",
}


def ensure_none(path: Path, *names: str) -> None:
    """Nothing is served from a folder in which an upgrade or a restore was cut off."""
    for name in names or CUT_OFF:
        if (path / name).exists():
            raise Trouble(CUT_OFF[name].format(path=path))


def read(path: Path, name: str) -> dict[str, Any] | None:
    if not (path / name).exists():
        return None
    found: dict[str, Any] = json.loads((path / name).read_text(encoding="utf-8"))
    return found


def write(path: Path, name: str, state: dict[str, Any]) -> None:
    """There whole or not at all, and there before anything else that is done, also when the power fails."""
    draft = path / f"{name}.part"
    with draft.open("w", encoding="utf-8") as file:
        file.write(json.dumps(state))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path / name)
    listing = os.open(path, os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
