"""On PostgreSQL too an upgrade works whole, or all is as it was; killed at any moment, the same command ends it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from itertools import count

import psycopg
import pytest

from collegium.project import copying
from tests.faults import cluster
from tests.faults.program import environment
from tests.faults.test_upgrading import TABLES

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(cluster.BIN is None, reason="PostgreSQL is not installed: apt-get install postgresql"),
]
NUMBERS = count()


@pytest.fixture(scope="module")
def server():
    own = cluster.Cluster()
    yield own
    own.end()


def connected(address):
    return psycopg.connect(address, autocommit=True)


@pytest.fixture(scope="module")
def left_behind(server, tmp_path_factory):
    """A database as a version left it that knew of no openings for safeguarding, with something written in it."""
    data, first = tmp_path_factory.mktemp("older") / "data", f"{server.address.rpartition('/')[0]}/first"
    data.mkdir()
    with connected(server.address) as here:
        here.execute("CREATE DATABASE first")
    (data / "collegium.toml").write_text(f'database = "{first}"\n')
    given = environment() | {"COLLEGIUM_DATA": str(data)}
    subprocess.run([sys.executable, "-m", "collegium", "manage", "migrate", "-v", "0"], env=given, check=True)
    with connected(first) as here:
        for table in TABLES:
            here.execute(f"DROP TABLE safeguarding_{table}")
        here.execute("DELETE FROM django_migrations WHERE app = 'safeguarding'")
        here.execute("INSERT INTO people_network (name, kind) VALUES ('Tideway Trust', 'trust')")
    return data


def like_it(server, left_behind, data):
    """A data folder on a database of its own, as it was left; and where that is."""
    name = f"older_{next(NUMBERS)}"
    with connected(server.address) as here:
        here.execute(f"CREATE DATABASE {name} TEMPLATE first")
    address = f"{server.address.rpartition('/')[0]}/{name}"
    shutil.copytree(left_behind, data)
    (data / "collegium.toml").write_text(f'database = "{address}"\n')
    return data, address


@pytest.fixture
def older(server, left_behind, tmp_path):
    return like_it(server, left_behind, tmp_path / "data")


@pytest.fixture(scope="module")
def whole(server, left_behind, tmp_path_factory):
    """So many seconds an upgrade takes here and now."""
    data, _address = like_it(server, left_behind, tmp_path_factory.mktemp("whole") / "data")
    began = time.monotonic()
    assert upgrade(data) == (0, "")
    return time.monotonic() - began


def said(address):
    with connected(address) as here:
        there = here.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        names = here.execute("SELECT name FROM public.people_network").fetchall()
    return len({name for (name,) in there} & {f"safeguarding_{one}" for one in TABLES}), names


def rows(address, folder):
    return copying.copy_postgresql(address, folder / "rows")[0]


def started(data, **more):
    given = environment() | {"COLLEGIUM_DATA": str(data)}
    return subprocess.Popen([sys.executable, "-m", "collegium", "upgrade"], env=given, text=True, **more)


def upgrade(data):
    """To its end, however long a busy machine takes; how it ended, and what it said went wrong."""
    going = started(data, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = going.communicate()[1]
    return going.returncode, said


def killed(data, seconds, *, with_its_children):
    """``collegium upgrade``, ended after so many seconds: by itself alone, or as when a machine loses power."""
    going = started(data, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    if with_its_children:
        os.killpg(going.pid, signal.SIGKILL)
    else:
        going.kill()
    going.wait()


def kill_at_any_moment(data, times, *, whole, seed):
    dice = random.Random(seed)
    for number in range(times):
        killed(data, dice.uniform(0.1, whole), with_its_children=number % 2 == 0)


def test_killed_twenty_times_it_ends_well(older, whole, record_property):
    data, address = older
    kill_at_any_moment(data, 20, whole=whole, seed=1844)
    done = upgrade(data)

    record_property("kills", 20)
    assert done == (0, "")
    assert said(address) == (3, [("Tideway Trust",)])
    assert not (data / "upgrade.json").exists()


def test_what_cannot_work_goes_back_to_the_backup_however_often_it_is_killed(older, whole, tmp_path, record_property):
    """A table of that name is there already: the new shape does not fit, and going back is cut off too."""
    data, address = older
    with connected(address) as here:
        here.execute("CREATE TABLE safeguarding_look (x integer)")
    before = rows(address, tmp_path)
    kill_at_any_moment(data, 10, whole=whole, seed=1845)
    status, told = upgrade(data)

    record_property("kills", 10)
    assert status == 2
    assert "is as it was before" in told
    assert "already exists" in told
    assert rows(address, tmp_path) == before
    assert said(address) == (1, [("Tideway Trust",)])
    assert not (data / "upgrade.json").exists()
