"""What a backup leaves when it is killed: recognised, never taken for a backup, and put away by the next one."""

import os
import subprocess
import sys

import pytest

from collegium.kit.models import Backup
from collegium.project import archives, nightly, unfinished
from tests.conftest import MONDAY
from tests.faults.program import collegium, environment
from tests.project.test_nightly import folder  # noqa: F401 - a data folder that this process takes for its own

CUT_OFF = """
import os, signal, sys
from collegium.project import archives, command

def cut_off(*words):
    os.kill(os.getpid(), signal.SIGKILL)

{there} = cut_off
sys.exit(command.main(sys.argv[1:]))
"""
MOMENTS = {
    "while the database is copied": "archives.copying.rows_of_sqlite",
    "while files are packed": "archives._add",
    "while it is read back": "archives.verify",
    "before it has its name": "archives.Path.replace",
}


@pytest.mark.parametrize("there", MOMENTS.values(), ids=MOMENTS)
def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(prepared, tmp_path, monkeypatch, there):
    for name in ("temporary", "disk"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    asked = ["backup", "--data", str(prepared), str(tmp_path / "disk" / "monday.tar.gz")]

    command = [sys.executable, "-c", CUT_OFF.format(there=there), *asked]
    killed = subprocess.run(command, env=environment(), check=False)
    left = list((tmp_path / "disk").iterdir())
    looked_at = [collegium("verify", str(place)) for place in left]
    asked_back = [collegium("restore", "--data", str(tmp_path / "new"), str(place)) for place in left]

    assert (killed.returncode, len(left)) == (-9, int(there != "archives.copying.rows_of_sqlite"))
    assert {done.returncode for done in looked_at + asked_back} <= {2}
    assert all("it was never found whole" in done.stderr for done in looked_at + asked_back)
    assert list((tmp_path / "temporary").iterdir())

    done = collegium(*asked)

    assert (done.returncode, done.stderr) == (0, "")
    assert [place.name for place in (tmp_path / "disk").iterdir()] == ["monday.tar.gz"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_another_backup_is_still_writing_stays(tmp_path):
    with unfinished.draft(tmp_path / "one.tar.gz") as (one, _file), unfinished.scratch(within=tmp_path) as here:
        (here / "copied").write_text("rows")
        with unfinished.draft(tmp_path / "another.tar.gz"), unfinished.scratch(within=tmp_path):
            assert (one.exists(), (here / "copied").exists()) == (True, True)
        again = unfinished.draft(tmp_path / "one.tar.gz")
        with pytest.raises(unfinished.Trouble, match="is being written into"):
            again.__enter__()
        assert one.exists()

    assert list(tmp_path.iterdir()) == []


def test_only_what_is_ours_is_put_away(tmp_path):
    (tmp_path / "film.part").write_text("another program's")
    (tmp_path / "kept").write_text("kept")
    (tmp_path / f"a link{unfinished.ENDING}").symlink_to(tmp_path / "kept")

    unfinished.put_away(tmp_path, f"*{unfinished.ENDING}")

    assert {place.name for place in tmp_path.iterdir()} == {"film.part", "kept", f"a link{unfinished.ENDING}"}


@pytest.mark.django_db
def test_a_night_that_was_killed_is_no_good_backup_and_the_next_one_clears_up(folder, monkeypatch):  # noqa: F811
    class Killed(BaseException):
        pass

    def kill(draft, *_words):
        os.link(draft, f"{draft}.kept")
        raise Killed

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(archives, "verify", kill)
        pytest.raises(Killed, nightly.keep_tonight, MONDAY)
    (kept,) = (folder / "backups").iterdir()
    kept.rename(str(kept).removesuffix(".kept"))

    assert not Backup.objects.good().exists()
    done = nightly.keep_tonight(MONDAY)

    assert (done.trouble, list(Backup.objects.good())) == ("", [done])
    assert {place.suffix for place in (folder / "backups").iterdir()} == {".gz"}
