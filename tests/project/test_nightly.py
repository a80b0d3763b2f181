"""The backup of each night: made, read back, cleared away in time, and noted when there is none."""

import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from collegium.kit import configuration
from collegium.kit.models import Backup
from collegium.project import archives, jobs, nightly
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """A data folder with a small database, a key and a file, that this process takes for its own."""
    monkeypatch.delenv("COLLEGIUM_DATABASE", raising=False)
    settings.DATA, settings.DEMO = tmp_path, False
    with closing(sqlite3.connect(tmp_path / "collegium.sqlite3")) as database:
        database.execute("CREATE TABLE django_migrations (app text, name text)")
        database.execute("CREATE TABLE said (words text)")
        database.executemany("INSERT INTO said VALUES (?)", [("one",), ("two",)])
        database.commit()
    (tmp_path / "secret.key").write_text("key")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "picture").write_bytes(b"picture")
    return tmp_path


def nights(folder) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def test_a_night_keeps_everything_and_says_so(folder):
    done = nightly.keep_tonight(MONDAY)

    assert (done.trouble, done.rows, list(Backup.objects.good())) == ("", 2, [done])
    assert nights(folder) == [f"collegium-night-{MONDAY:%Y-%m-%d-%H%M%S}.tar.gz"]
    assert done.size == (folder / "backups" / nights(folder)[0]).stat().st_size


def test_backups_go_where_the_technician_said_and_stay_as_long(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("disk")
    configuration.write(folder, {"backup_folder": str(elsewhere), "backup_nights": 2})
    (elsewhere / "collegium-by-hand.tar.gz").write_text("mine")
    (elsewhere / "collegium-night-2026-01-01-023000.tar.gz.collegium-unfinished").write_text("cut off")
    for day in range(4):
        nightly.keep_tonight(MONDAY + timedelta(days=day))

    left = sorted(path.name for path in elsewhere.iterdir())
    kept = [f"collegium-night-{MONDAY + timedelta(days=day):%Y-%m-%d-%H%M%S}.tar.gz" for day in (2, 3)]
    assert left == ["collegium-by-hand.tar.gz", *kept]


def test_a_damaged_database_is_no_backup_and_the_last_good_one_stays(folder):
    nightly.keep_tonight(MONDAY)
    whole = bytearray((folder / "collegium.sqlite3").read_bytes())
    whole[4096:8192] = b"\xff" * 4096
    (folder / "collegium.sqlite3").write_bytes(whole)

    done = nightly.keep_tonight(MONDAY + timedelta(days=30))

    assert "damaged" in done.trouble or "cannot be read" in done.trouble
    assert len(nights(folder)) == 1
    assert Backup.objects.good().count() == 1


def test_a_folder_that_cannot_be_written_is_named(folder):
    configuration.write(folder, {"backup_folder": str(folder / "secret.key" / "below")})

    assert "cannot be written" in nightly.keep_tonight(MONDAY).trouble


def test_the_demo_is_not_kept(folder, settings):
    settings.DEMO = True
    jobs.keep_tonight.call()
    settings.DEMO = False
    jobs.keep_tonight.call()

    assert Backup.objects.count() == 1


def pack(target, scratch):
    with tarfile.open(target, "w:gz") as archive:
        for place in scratch.rglob("*"):
            archive.add(place, str(place.relative_to(scratch)), recursive=False, filter=only_files)


def only_files(entry):
    return entry if entry.isfile() else None


@pytest.mark.parametrize("moment", ["before it is packed", "while it is packed"])
def test_a_file_that_somebody_removes_meanwhile_does_not_end_the_backup(folder, monkeypatch, moment):
    (folder / "files" / "another").write_bytes(b"another")
    found, packed = archives._files_of, archives.hashlib.file_digest

    def find_and_remove(path):
        kept = found(path)
        (path / "files" / "picture").unlink()
        return kept

    def hash_and_remove(file, kind):
        if file.name == str(folder / "files" / "picture"):
            (folder / "files" / "picture").unlink()
        return packed(file, kind)

    if moment == "before it is packed":
        monkeypatch.setattr(archives, "_files_of", find_and_remove)
    else:
        monkeypatch.setattr(archives.hashlib, "file_digest", hash_and_remove)
    done = nightly.keep_tonight(MONDAY)

    with tarfile.open(done.place) as archive:
        names = {name for name in archive.getnames() if name.startswith("files/")}
    assert done.trouble == ""
    assert not (folder / "files" / "picture").exists()
    assert names == {"files/another"} | ({"files/picture"} if moment == "while it is packed" else set())


def test_a_key_that_is_gone_is_no_backup(folder, monkeypatch):
    found = archives._files_of
    monkeypatch.setattr(archives, "_files_of", lambda path: found(path) | {"secret.key": folder / "gone"})

    assert "could not be" in nightly.keep_tonight(MONDAY).trouble


def test_a_database_that_ends_on_the_way_is_said_in_words(folder, monkeypatch):
    def end(*_places):
        raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(archives.copying, "copy_sqlite", end)

    assert nightly.keep_tonight(MONDAY).trouble == "The backup could not be made: the connection is lost"


@pytest.mark.parametrize("name", ["collegium.sqlite3", "files/picture"])
def test_one_byte_that_changed_is_found(folder, tmp_path_factory, name):
    target = folder / "kept.tar.gz"
    archives.keep(folder, target, at=MONDAY)
    scratch = tmp_path_factory.mktemp("scratch")
    archives.unpack(target, scratch)
    whole = bytearray((scratch / name).read_bytes())
    whole[-1] ^= 1
    (scratch / name).write_bytes(whole)
    target.unlink()
    pack(target, scratch)

    with pytest.raises(archives.Trouble, match="is not what was kept"):
        archives.verify(target, tmp_path_factory.mktemp("again"))


def test_a_file_of_which_the_list_does_not_know_is_refused(folder, tmp_path_factory):
    target, scratch = folder / "kept.tar.gz", tmp_path_factory.mktemp("scratch")
    archives.keep(folder, target, at=MONDAY)
    archives.unpack(target, scratch)
    (scratch / "files" / "more").write_text("more")
    target.unlink()
    pack(target, scratch)

    with pytest.raises(archives.Trouble, match="does not know"):
        archives.verify(target, tmp_path_factory.mktemp("again"))


def test_only_the_key_that_made_it_has_signed_it(folder, tmp_path_factory):
    archives.keep(folder, folder / "kept.tar.gz", at=MONDAY)
    scratch = tmp_path_factory.mktemp("scratch")
    archives.verify(folder / "kept.tar.gz", scratch)
    (folder / "another.key").write_text("another")

    signed = [archives.is_signed_with(scratch, folder / name) for name in ("secret.key", "another.key", "none.key")]

    assert signed == [True, False, False]
