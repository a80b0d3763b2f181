"""``collegium backup``, ``verify`` and ``restore``: everything a school would miss, in one file and back."""

import argparse
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import collegium
from collegium.kit import clock, configuration, erased_list
from collegium.project import archives, at_work, checking, copying, folder, marks, unfinished
from collegium.project.archives import FILES, KEPT, POSTGRESQL, SQLITE, Manifest
from collegium.project.folder import KEY, Trouble
from collegium.project.marks import RESTORE, UPGRADE


def backup(asked: argparse.Namespace) -> int:
    """Keep the database, the files, the settings and the key in one file that only its owner reads."""
    path = folder.chosen(asked.data)
    moment = clock.now()
    target = Path(asked.file or f"collegium-{moment:%Y-%m-%d-%H%M%S}.tar.gz").resolve()
    manifest = archives.keep(path, target, at=moment)
    print(f"Kept in {target}: {sum(manifest.rows.values())} rows, read back and compared.")
    return 0


def verify(asked: argparse.Namespace) -> int:
    """Whether a backup could be restored by this Collegium, without restoring it; without one, the history here."""
    if not asked.file:
        return checking.verify_history(asked)
    archive = existing(asked.file)
    with unfinished.scratch() as scratch:
        manifest = archives.verify(archive, scratch)
        ensure_known(manifest)
        ours = archives.is_signed_with(scratch, folder.chosen(asked.data) / KEY)
    files = sum(name.startswith(f"{FILES}/") for name in manifest.hashes)
    print(f"{archive.name} is whole: {when(manifest)}, {sum(manifest.rows.values())} rows, {files} files.")
    print("It was made with the key of this data folder." if ours else "It was made with the key of another folder.")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Bring a backup back into a data folder that nobody serves. What was there is put aside, not removed."""
    archive = existing(asked.file)
    os.umask(0o077)
    path = folder.chosen(asked.data)
    folder.make(path)
    at_work.alone_in(path)
    bring_back_what_was_cut_off(path)
    with unfinished.scratch(unfinished.RESTORE, path) as scratch:
        manifest = archives.verify(archive, scratch)
        ensure_known(manifest)
        address = where_to(path, scratch, manifest)
        with at_work.alone_on(address):
            is_new = not address or copying.is_empty_postgresql(address)
            if not (asked.replace or (is_new and folder.is_empty(path))):
                raise Trouble(f"{path} holds data already. With --replace they are put aside for the backup's.")
            forgotten = remember_the_erased(path, archive.parent, address)
            keep_address(scratch, address)
            aside = exchange(path, scratch, address)
            if address and is_new:
                copying.make_room_postgresql(address)
    print(f"Restored the state of {when(manifest)} into {path}.")
    if forgotten:
        print(f"People who were erased meanwhile are erased from it at the next start: {forgotten} on the list.")
    if place := where(aside, "" if is_new else POSTGRESQL):
        print(f"What was there before is in {place}; remove it when all is well.")
    return 0


def exchange(path: Path, scratch: Path, address: str) -> Path | None:
    """The restored for what is there, whole or not at all: cut off at any moment, the mark says what was begun."""
    if address:
        copying.make_room_postgresql(address)
    aside = beside(path)
    said = {"database": address, "aside": str(aside)}
    marks.write(path, RESTORE, said)
    try:
        if address:
            copying.restore_postgresql(address, scratch / POSTGRESQL)
        # Whatever upgrade was cut off here is put aside too: it would undo what is restored.
        done = swap(path, scratch, aside, UPGRADE)
    except BaseException:
        bring_back(path, said)
        raise
    (path / RESTORE).unlink()
    return done


def bring_back_what_was_cut_off(path: Path) -> None:
    if said := marks.read(path, RESTORE):
        with at_work.alone_on(said["database"]):
            bring_back(path, said)


def bring_back(path: Path, said: dict[str, str]) -> None:
    """What a restore had put aside, where it was. Cut off itself, it is done again."""
    if said["database"]:
        copying.bring_back_postgresql(said["database"])
    aside = Path(said["aside"])
    for place in list(aside.glob("*")):
        here = path / place.name
        if here.is_dir():
            shutil.rmtree(here)
        place.replace(here)
    if aside.exists():
        aside.rmdir()
    (path / RESTORE).unlink()


def where(aside: Path | None, database: str) -> str:
    """Where that is which was put aside, in words."""
    there = f"the database’s schema {copying.BESIDE} (until the next restore)" if database == POSTGRESQL else ""
    return " and ".join(place for place in (str(aside or ""), there) if place)


def remember_the_erased(path: Path, beside: Path, address: str) -> int:
    """All who were ever erased, from the folder's list, from the one beside the backup, and from what is replaced."""
    here = erased_list.read(path / erased_list.NAME)
    for number, joined_at, with_words, at in copying.erased_in(path / SQLITE, address):
        said = {"person": number, "with_words": bool(with_words), "at": at}
        here.setdefault(erased_list.mark(number, joined_at), said)
    if here:
        erased_list.write(here, path / erased_list.NAME)
    return erased_list.gather([beside / erased_list.NAME], path / erased_list.NAME)


def existing(name: str) -> Path:
    archive = Path(name).resolve()
    if not archive.is_file():
        raise Trouble(f"There is no file {archive}.")
    if archive.name.endswith(unfinished.ENDING):
        raise Trouble(unfinished.NOT_WHOLE.format(path=archive))
    return archive


def when(manifest: Manifest) -> str:
    return f"{manifest.at[:16].replace('T', ' ')} UTC"


def ensure_known(manifest: Manifest) -> None:
    if unknown_among(manifest.migrations) or _numbers(manifest.version) > _numbers(collegium.__version__):
        raise Trouble(
            f"The backup was made by Collegium {manifest.version}, which is newer than this one "
            f"({collegium.__version__}). Update first, then restore."
        )


def unknown_among(migrations: Iterable[str]) -> list[str]:
    """Changes of our own tables of which this version has never heard."""
    found = list(Path(collegium.__file__).parent.glob("*/migrations/0*.py"))
    known = {f"{path.parents[1].name}.{path.stem}" for path in found}
    ours = {path.parents[1].name for path in found}
    return [name for name in migrations if name.split(".")[0] in ours and name not in known]


def where_to(path: Path, scratch: Path, manifest: Manifest) -> str:
    """The PostgreSQL database to restore into; empty: SQLite in the folder."""
    address: str = configuration.read(path)["database"] or configuration.read(scratch)["database"]
    if bool(address) != (manifest.database == POSTGRESQL):
        kind = "PostgreSQL" if manifest.database == POSTGRESQL else "SQLite"
        raise Trouble(f"The backup holds a {kind} database, and the setting “database” names another kind.")
    return address


def keep_address(scratch: Path, address: str) -> None:
    """The settings of the backup may name the database that it came from: what is served is the one just filled."""
    if configuration.read(scratch)["database"] != address:
        configuration.write(scratch, {"database": address})


def beside(path: Path) -> Path:
    """A place of its own: what another restore put aside is never mixed with this one's."""
    place = path / f"before-restore-{clock.now():%Y-%m-%d-%H%M%S}"
    while place.exists():
        place = place.with_name(f"{place.name}-again")
    return place


def swap(path: Path, scratch: Path, aside: Path, *also: str) -> Path | None:
    """Put aside what is there and move the restored in: only renames, within one folder."""
    if is_shared(path / FILES):
        bring_to_all(scratch / FILES, path / FILES)
    old = [name for name in (SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm", FILES, *KEPT, *also) if is_here(path / name)]
    if old:
        aside.mkdir()
        for name in old:
            (path / name).rename(aside / name)
    for name in (SQLITE, FILES, *KEPT):
        if not is_shared(path / name) and (scratch / name).exists():
            (scratch / name).rename(path / name)
    (path / "first-run.code").unlink(missing_ok=True)
    return aside if old else None


def is_shared(place: Path) -> bool:
    """Files that several computers have in common: mounted here, or reached by a link."""
    return place.is_symlink() or place.is_mount()


def is_here(place: Path) -> bool:
    return place.exists() and not is_shared(place)


def bring_to_all(restored: Path, files: Path) -> None:
    """What lies there stays: names are never used twice, and what belongs to no row goes within two nights."""
    if restored.exists():
        shutil.copytree(restored, files, dirs_exist_ok=True)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
