"""Whether an evidence pack is as it was sealed. It needs no database and no settings: anybody can look.

Each file's hash stands in ``manifest.json``; the seal is the hash over that list. Whoever changes a file and the list
together changes the seal, which stands on the pack's page in Collegium.
"""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST, FORMAT = "manifest.json", "collegium-evidence-pack"
# Longer than any list of ours.
LONGEST_LIST = 20_000_000
_AT_ONCE = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class NoPack(Exception):
    """This file is none of ours, or not a ZIP at all. It says what is wrong in a sentence."""


@dataclass
class Findings:
    """What is not as it was sealed, file by file."""

    title: str
    school: str
    made_at: str
    files: int
    seal: str
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.changed or self.missing or self.added)


def verify(path: Path, *, seal: str = "") -> Findings:
    """Every file against the list, and the list against the seal where one is given."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _verify(packed, seal.strip().lower())
    except FileNotFoundError:
        raise NoPack(f"There is no file {path}.") from None
    except _BROKEN as error:
        raise NoPack(f"{path.name} cannot be opened as a ZIP file.") from error


def _verify(packed: zipfile.ZipFile, seal: str) -> Findings:
    names = Counter(one.filename for one in packed.infolist() if not one.is_dir())
    listed = _manifest(packed, names)
    sealed = hashlib.sha256(listed).hexdigest()
    told = _told(listed)
    about, files = told["pack"], {one["name"]: one for one in told["files"]}
    found = Findings(about["title"], about["school"], about["made_at"], len(files), sealed)
    if seal and seal != sealed:
        found.changed.append(MANIFEST)
    for name, one in files.items():
        if not names[name]:
            found.missing.append(name)
        elif names[name] > 1 or not _is_same(packed, name, one):
            found.changed.append(name)
    found.added = sorted(name for name in names if name not in files and name != MANIFEST)
    return found


def _manifest(packed: zipfile.ZipFile, names: Mapping[str, int]) -> bytes:
    if names.get(MANIFEST) != 1:
        raise NoPack(f"There is no {MANIFEST} in it: this is no evidence pack.")
    try:
        with packed.open(MANIFEST) as file:
            content = file.read(LONGEST_LIST + 1)
    except _BROKEN as error:
        raise NoPack(f"{MANIFEST} cannot be read: it was changed.") from error
    if len(content) > LONGEST_LIST:
        raise NoPack(f"{MANIFEST} is longer than any list of ours.")
    return content


def _told(content: bytes) -> dict[str, Any]:
    """What the list says, if it is one of ours."""
    trouble = NoPack(f"{MANIFEST} is not the list of an evidence pack, or it was changed.")
    try:
        told = json.loads(content)
        is_ours = (
            told["format"] == FORMAT
            and all(isinstance(told["pack"][word], str) for word in ("title", "school", "made_at"))
            and all(isinstance(one["name"], str) and isinstance(one["sha256"], str) for one in told["files"])
            and all(isinstance(one["bytes"], int) for one in told["files"])
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise trouble from None
    if not is_ours:
        raise trouble
    return dict(told)


def _is_same(packed: zipfile.ZipFile, name: str, one: Mapping[str, Any]) -> bool:
    """As long as it was and with the same hash. No more is read than it may be long."""
    found, left = hashlib.sha256(), one["bytes"]
    try:
        with packed.open(name) as file:
            while part := file.read(min(_AT_ONCE, left + 1)):
                left -= len(part)
                if left < 0:
                    return False
                found.update(part)
    except _BROKEN:
        return False
    return left == 0 and found.hexdigest() == one["sha256"]
