"""One backup as a file: what is in it, how it is written, and how it is read before anybody relies on it."""

import hashlib
import hmac
import io
import json
import os
import shutil
import sqlite3
import tarfile
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import psycopg

import collegium
from collegium.kit import configuration
from collegium.project import copying, unfinished
from collegium.project.folder import KEY, Trouble

SQLITE, POSTGRESQL = "collegium.sqlite3", "collegium.pgdump"
KEPT = (KEY, "collegium.toml")
MANIFEST, SIGNATURE = "manifest.json", "manifest.signature"
FILES = "files"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, and by what it is checked: rows of each table, and every file's SHA-256."""

    version: str
    at: str
    database: str
    migrations: list[str]
    rows: copying.Rows
    hashes: dict[str, str]


def keep(path: Path, target: Path, *, at: datetime) -> Manifest:
    """Everything of a data folder in one file that only its owner reads, there only once it was read back."""
    try:
        return _keep(path, target, at=at)
    except (OSError, sqlite3.Error, psycopg.Error) as error:
        raise Trouble(f"The backup could not be made: {str(error).strip() or type(error).__name__}") from error


def _keep(path: Path, target: Path, *, at: datetime) -> Manifest:
    if target.exists():
        raise Trouble(f"{target} exists already. Give another name, or remove it first.")
    address = configuration.read(path)["database"]
    with ExitStack() as ending:
        scratch = ending.enter_context(unfinished.scratch())
        database = scratch / (POSTGRESQL if address else SQLITE)
        if address:
            rows, migrations = copying.copy_postgresql(address, database)
        else:
            rows = copying.copy_sqlite(path / SQLITE, database)
            migrations = copying.migrations_of_sqlite(database)
        kept = {database.name: database} | _files_of(path)
        manifest = Manifest(collegium.__version__, at.isoformat(), database.name, migrations, rows, {})
        draft, file = ending.enter_context(unfinished.draft(target))
        _write(draft, file, kept, manifest)
        verify(draft, ending.enter_context(unfinished.scratch()))
        draft.replace(target)
    return manifest


def verify(archive: Path, scratch: Path) -> Manifest:
    """Read a backup as a restore would, and compare what it holds with what it says."""
    manifest = unpack(archive, scratch)
    found = {str(place.relative_to(scratch)): place for place in scratch.rglob("*") if place.is_file()}
    for name, said in manifest.hashes.items():
        if name not in found or digest(found[name]) != said:
            raise Trouble(f"“{name}” in {archive.name} is not what was kept.")
    if unsaid := sorted(found.keys() - manifest.hashes.keys() - {MANIFEST, SIGNATURE}):
        raise Trouble(f"{archive.name} holds “{unsaid[0]}”, of which its list does not know.")
    database = scratch / manifest.database
    count = copying.rows_of_sqlite if manifest.database == SQLITE else copying.rows_of_dump
    if count(database) != manifest.rows:
        raise Trouble("The backup does not hold the rows that it says.")
    return manifest


def is_signed_with(scratch: Path, key: Path) -> bool:
    """Whether the installation that has this key made the backup, and nobody changed it since."""
    if not (key.is_file() and (scratch / SIGNATURE).is_file()):
        return False
    said = (scratch / SIGNATURE).read_text(encoding="utf-8")
    return hmac.compare_digest(said, sign((scratch / MANIFEST).read_bytes(), key))


def unpack(archive: Path, scratch: Path) -> Manifest:
    """Only plain files, only under the names we know, only inside the folder."""
    try:
        with tarfile.open(archive, "r:gz") as opened:
            for entry in opened:
                if not entry.isfile() or not is_ours(entry.name):
                    raise Trouble(f"{archive} holds “{entry.name}”, which no backup of ours would.")
                place = scratch / entry.name
                place.parent.mkdir(parents=True, exist_ok=True)
                content = opened.extractfile(entry)
                with place.open("wb") as file:
                    shutil.copyfileobj(content, file)  # type: ignore[arg-type]
        return Manifest(**json.loads((scratch / MANIFEST).read_text(encoding="utf-8")))
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise Trouble(f"{archive} is not a whole backup of Collegium: {error}") from error


def is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or "\\" in name:
        return False
    return parts[0] == FILES if len(parts) > 1 else name in {MANIFEST, SIGNATURE, SQLITE, POSTGRESQL, *KEPT}


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sign(text: bytes, key: Path) -> str:
    return hmac.new(key.read_bytes().strip(), b"backup\n" + text, hashlib.sha256).hexdigest()


def _files_of(path: Path) -> dict[str, Path]:
    kept = {name: path / name for name in KEPT if (path / name).exists()}
    found = [place for place in sorted((path / FILES).rglob("*")) if place.is_file() and not place.is_symlink()]
    return kept | {str(place.relative_to(path)): place for place in found}


def _write(draft: Path, file: BinaryIO, kept: dict[str, Path], manifest: Manifest) -> None:
    try:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            for name, place in kept.items():
                # People remove files while this goes on.
                with suppress(FileNotFoundError) if name.startswith(f"{FILES}/") else nullcontext():
                    manifest.hashes[name] = _pack(archive, name, place)
            text = json.dumps(asdict(manifest), indent=1).encode()
            _add(archive, MANIFEST, text)
            if KEY in kept:
                _add(archive, SIGNATURE, sign(text, kept[KEY]).encode())
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise Trouble(f"The backup could not be written to {draft.parent}: {error.strerror}.") from error


def _pack(archive: tarfile.TarFile, name: str, place: Path) -> str:
    """Hashed and packed from one opening: removed in between, it is whole all the same."""
    with place.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
    return found


def _add(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))
