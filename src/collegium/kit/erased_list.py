"""The list of those who were erased, kept outside the database: a backup from before must not bring them back.

It holds no name: a number, and a digest by which exactly that row of an older backup is known again.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

NAME = "erased.json"
Kept = dict[str, dict[str, Any]]


def mark(number: int, joined_at: datetime) -> str:
    """Numbers are given anew after a restore; the moment at which somebody came is not."""
    return hashlib.sha256(f"{number} {joined_at.timestamp():.6f}".encode()).hexdigest()


def read(path: Path) -> Kept:
    """The list, or none where there is no such file."""
    try:
        found: Kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def write(kept: Kept, path: Path) -> None:
    """All of it or what was there before; read by its owner only."""
    draft = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def gather(paths: Iterable[Path], into: Path) -> int:
    """One list of several: what the folder had, and what lay beside the backup. How many it names."""
    kept: Kept = {}
    for path in (*paths, into):
        kept |= read(path)
    if kept:
        write(kept, into)
    return len(kept)
