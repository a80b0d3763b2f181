"""``collegium backup`` and ``collegium restore``: everything a school would miss, in one file and back."""

import argparse
import io
import json
import os
import shutil
import tarfile
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

import collegium
from collegium.kit import clock, configuration
from collegium.project import copying, folder
from collegium.project.folder import Trouble

SQLITE, POSTGRESQL = "collegium.sqlite3", "collegium.pgdump"
KEPT = ("secret.key", "collegium.toml")
MANIFEST = "manifest.json"
FILES = "files"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, and by what it is checked."""

    version: str
    at: str
    database: str
    migrations: list[str]
    rows: copying.Rows


def backup(asked: argparse.Namespace) -> int:
    """Keep the database, the files, the settings and the key in one file that only its owner reads."""
    path = folder.chosen(asked.data)
    moment = clock.now()
    target = Path(asked.file or f"collegium-{moment:%Y-%m-%d-%H%M%S}.tar.gz").resolve()
    if target.exists():
        raise Trouble(f"{target} exists already. Give another name, or remove it first.")
    address = configuration.read(path)["database"]
    with ExitStack() as ending:
        scratch = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="collegium-backup-")))
        draft = target.with_name(target.name + ".part")
        ending.callback(draft.unlink, missing_ok=True)
        name = POSTGRESQL if address else SQLITE
        if address:
            rows, migrations = copying.copy_postgresql(address, scratch / name)
        else:
            rows = copying.copy_sqlite(path / SQLITE, scratch / name)
            migrations = copying.migrations_of_sqlite(scratch / name)
        manifest = Manifest(collegium.__version__, moment.isoformat(), name, migrations, rows)
        write(draft, path, scratch / name, manifest)
        verify(draft, Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="collegium-backup-"))))
        draft.replace(target)
    print(f"Kept in {target}: {sum(rows.values())} rows, read back and compared.")
    return 0


def write(draft: Path, path: Path, database: Path, manifest: Manifest) -> None:
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise Trouble(f"{draft.parent} cannot be written: {error.strerror}.") from error
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
        text = json.dumps(asdict(manifest), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
        archive.add(database, manifest.database)
        for name in KEPT:
            if (path / name).exists():
                archive.add(path / name, name)
        for found in sorted((path / FILES).rglob("*")):
            if found.is_file() and not found.is_symlink():
                archive.add(found, f"{FILES}/{found.relative_to(path / FILES)}")
        archive.close()
        file.flush()
        os.fsync(file.fileno())


def verify(archive: Path, scratch: Path) -> Manifest:
    """Read a backup as a restore would, and compare what it holds with what it says."""
    manifest = unpack(archive, scratch)
    database = scratch / manifest.database
    is_sqlite = manifest.database == SQLITE
    found = copying.rows_of_sqlite(database) if is_sqlite else copying.rows_of_dump(database)
    if found != manifest.rows:
        raise Trouble("The backup does not hold the rows that it says.")
    return manifest


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
    return parts[0] == FILES if len(parts) > 1 else name in {MANIFEST, SQLITE, POSTGRESQL, *KEPT}


def restore(asked: argparse.Namespace) -> int:
    """Bring a backup back into a data folder that nobody serves. What was there is put aside, not removed."""
    archive = Path(asked.file).resolve()
    if not archive.is_file():
        raise Trouble(f"There is no file {archive}.")
    os.umask(0o077)
    path = folder.chosen(asked.data)
    folder.make(path)
    folder.hold(path)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=path) as made:
        scratch = Path(made)
        manifest = verify(archive, scratch)
        ensure_known(manifest)
        address = where_to(path, scratch, manifest)
        is_empty = folder.is_empty(path) and (not address or copying.is_empty_postgresql(address))
        if not (is_empty or asked.replace):
            raise Trouble(f"{path} holds data already. With --replace they are put aside for the backup's.")
        if address:
            copying.restore_postgresql(address, scratch / POSTGRESQL)
        aside = swap(path, scratch)
    print(f"Restored the state of {manifest.at[:16].replace('T', ' ')} UTC into {path}.")
    if aside:
        print(f"What was there before is in {aside}; remove it when all is well.")
    return 0


def ensure_known(manifest: Manifest) -> None:
    found = list(Path(collegium.__file__).parent.glob("*/migrations/0*.py"))
    known = {f"{path.parents[1].name}.{path.stem}" for path in found}
    ours = {path.parents[1].name for path in found}
    unknown = [name for name in manifest.migrations if name.split(".")[0] in ours and name not in known]
    if unknown or _numbers(manifest.version) > _numbers(collegium.__version__):
        raise Trouble(
            f"The backup was made by Collegium {manifest.version}, which is newer than this one "
            f"({collegium.__version__}). Update first, then restore."
        )


def where_to(path: Path, scratch: Path, manifest: Manifest) -> str:
    """The PostgreSQL database to restore into; empty: SQLite in the folder."""
    address: str = configuration.read(path)["database"] or configuration.read(scratch)["database"]
    if bool(address) != (manifest.database == POSTGRESQL):
        kind = "PostgreSQL" if manifest.database == POSTGRESQL else "SQLite"
        raise Trouble(f"The backup holds a {kind} database, and the setting “database” names another kind.")
    return address


def swap(path: Path, scratch: Path) -> Path | None:
    """Put aside what is there and move the restored in: only renames, within one folder."""
    old = [name for name in (SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm", FILES, *KEPT) if (path / name).exists()]
    aside = path / f"before-restore-{clock.now():%Y-%m-%d-%H%M%S}" if old else None
    if aside:
        aside.mkdir()
        for name in old:
            (path / name).rename(aside / name)
    for name in (SQLITE, FILES, *KEPT):
        if (scratch / name).exists():
            (scratch / name).rename(path / name)
    (path / "first-run.code").unlink(missing_ok=True)
    return aside


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
