"""The machines of `bench/cluster`, all of them processes on this one that listen on loopback, and how they die."""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

SOURCE = Path(__file__).parents[1] / "src"
HERE = "127.0.0.1"
PATRONI = "patroni[etcd3]~=4.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def until(question: Callable[[], Any], seconds: float, what: str) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.2)
    raise SystemExit(f"Not within {seconds:.0f} seconds: {what}.")


def tools(folder: Path) -> Path:
    """etcd out of Debian's package, unpacked and not installed; Patroni from PyPI in an environment of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "usr/bin/etcd").exists():
        fetch = ["apt-get", "-qq", "download", "etcd-server"]
        subprocess.run(fetch, cwd=folder, check=True, capture_output=True)
        subprocess.run(["dpkg", "-x", str(next(folder.glob("etcd-server*.deb"))), str(folder)], check=True)
    if not (folder / "patroni/bin/patroni").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "patroni")], check=True)
        pip = [str(folder / "patroni/bin/pip"), "install", "-q", PATRONI, "psycopg[binary]"]
        subprocess.run(pip, check=True, capture_output=True)
    return folder


def programs_of_postgresql() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise SystemExit("PostgreSQL is missing. On Debian: apt-get install postgresql.")
    return found[-1].parent


def family(pid: int) -> list[int]:
    """A process and all that it started, however deep."""
    found = [pid]
    with suppress(OSError):
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in path.read_text().split():
                found += family(int(child))
    return found


class Machine:
    """One process with all that it starts, its log, and its sudden end."""

    def __init__(
        self, name: str, command: list[str], folder: Path, environment: dict[str, str], user: str = ""
    ) -> None:
        self.name, self.command, self.folder = name, command, folder
        self.environment, self.user = environment, user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        as_whom = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd="/", stdout=log, stderr=log, **as_whom
            )

    def kill(self, *others: int) -> None:
        """As if the power had failed: everything of it at once, without a word to anybody."""
        assert self.process
        for pid in [one for first in (self.process.pid, *others) for one in family(first)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class Databases:
    """etcd, and two PostgreSQL servers under Patroni. The second acknowledges each write before the first does."""

    def __init__(self, scratch: Path, tooled: Path) -> None:
        self.scratch, self.bin = scratch, programs_of_postgresql()
        self.owner = "postgres" if os.geteuid() == 0 else ""
        client, peer = (f"http://{HERE}:{free_port()}" for _ in range(2))
        keeping = scratch / "etcd"
        command = [
            str(tooled / "usr/bin/etcd"), "--data-dir", str(keeping), "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", f"default={peer}",
        ]  # fmt: skip
        plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.etcd = Machine("etcd", command, scratch, plain)
        self.ports = [free_port(), free_port()]
        self.control = [free_port(), free_port()]
        self.nodes = []
        for number in (0, 1):
            described = self.described(number, client.removeprefix("http://"))
            written = scratch / f"patroni{number}.json"
            written.write_text(json.dumps(described))
            command = [str(tooled / "patroni/bin/patroni"), str(written)]
            self.nodes.append(Machine(f"database{number}", command, scratch, plain, self.owner))

    def described(self, number: int, etcd: str) -> dict[str, Any]:
        data = self.scratch / f"database{number}"
        data.mkdir(mode=0o700)
        if self.owner:
            os.chown(data, pwd.getpwnam(self.owner).pw_uid, pwd.getpwnam(self.owner).pw_gid)
        where, control = f"{HERE}:{self.ports[number]}", f"{HERE}:{self.control[number]}"
        said = {"ttl": 20, "loop_wait": 5, "retry_timeout": 5, "synchronous_mode": True, "maximum_lag_on_failover": 0}
        known = {"username": "postgres", "password": "only-on-loopback"}
        return {
            "scope": "collegium", "name": f"database{number}", "etcd3": {"host": etcd},
            "restapi": {"listen": control, "connect_address": control},
            "bootstrap": {
                "dcs": said | {"postgresql": {"use_pg_rewind": True}},
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            },
            "postgresql": {
                "listen": where, "connect_address": where, "data_dir": str(data / "data"), "bin_dir": str(self.bin),
                "pgpass": str(data / "pgpass"), "authentication": {"superuser": known, "replication": known},
                "pg_hba": [f"host all all {HERE}/32 trust", f"host replication all {HERE}/32 trust"],
                "parameters": {"unix_socket_directories": "", "max_connections": 100},
            },
        }  # fmt: skip

    def start(self) -> None:
        self.etcd.start()
        for node in self.nodes:
            node.start()
        until(self.is_whole, 120, "two databases, one of them following")

    def leader(self) -> int | None:
        """Which of the two writes at this moment."""
        for number, port in enumerate(self.control):
            try:
                urllib.request.urlopen(f"http://{HERE}:{port}/primary", timeout=2).close()
            except OSError:
                continue
            return number
        return None

    def kill(self, number: int) -> None:
        """A whole database machine. Patroni starts PostgreSQL so that it outlives Patroni, hence both are named."""
        lying = self.scratch / f"database{number}" / "data" / "postmaster.pid"
        self.nodes[number].kill(int(lying.read_text().split()[0]))

    def is_whole(self) -> bool:
        """One leads, and the other has every write before it is acknowledged."""
        leader = self.leader()
        if leader is None:
            return False
        try:
            urllib.request.urlopen(f"http://{HERE}:{self.control[1 - leader]}/synchronous", timeout=2).close()
        except OSError:
            return False
        return True

    def address(self, user: str = "collegium", name: str = "collegium") -> str:
        servers = ",".join(f"{HERE}:{port}" for port in self.ports)
        return f"postgresql://{user}@{servers}/{name}?target_session_attrs=read-write"

    def ask(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address("postgres"), connect_timeout=3) as database:
            return database.execute(query, given).fetchall()

    def make(self) -> None:
        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as server:
            server.execute("CREATE ROLE collegium LOGIN")
            server.execute("CREATE DATABASE collegium OWNER collegium")

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()
        self.etcd.stop()


class Webs:
    """Two web nodes, each with a worker, on one database, with one key and one folder of files."""

    def __init__(self, scratch: Path, database: str, post_office: int) -> None:
        self.ports = [free_port(), free_port()]
        (scratch / "files").mkdir()
        self.nodes = []
        for number, port in enumerate(self.ports):
            data = scratch / f"web{number}"
            data.mkdir(mode=0o700)
            (data / "secret.key").write_text("the same on every machine, and known to nobody else at all")
            (data / "files").symlink_to(scratch / "files")
            theirs = ("COLLEGIUM_", "DJANGO_")
            given = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
            given |= {
                "PYTHONPATH": str(SOURCE), "COLLEGIUM_DATA": str(data), "COLLEGIUM_DATABASE": database,
                "COLLEGIUM_ADDRESS": "http://localhost", "COLLEGIUM_PROXIED": "true", "COLLEGIUM_MAIL_HOST": HERE,
                "COLLEGIUM_MAIL_PORT": str(post_office), "COLLEGIUM_MAIL_SECURITY": "none",
            }  # fmt: skip
            where = ["--data", str(data), "--port", str(port)]
            command = [sys.executable, "-m", "collegium", "run", "--empty", *where]
            self.nodes.append(Machine(f"web{number}", command, scratch, given))

    def start(self, number: int) -> None:
        self.nodes[number].start()

    def wait(self, number: int, seconds: float = 300) -> None:
        until(lambda: self.is_well(number), seconds, f"pages of web{number}")

    def is_well(self, number: int) -> bool:
        try:
            return urllib.request.urlopen(f"http://{HERE}:{self.ports[number]}/healthz", timeout=3).status == 200
        except OSError:
            return False

    def worker(self, number: int) -> int:
        process = self.nodes[number].process
        assert process
        for pid in family(process.pid):
            if "work" in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return pid
        raise SystemExit(f"web{number} has no worker.")

    def say(self, number: int, code: str) -> str:
        """What a piece of Python answers inside Collegium, on that node."""
        command = [sys.executable, "-m", "collegium", "manage", "shell", "-v", "0", "-c", code]
        given = self.nodes[number].environment
        done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout

    def faults(self) -> list[str]:
        """Lines of the nodes' logs in which a page broke for another reason than the database's being away."""
        lines = "".join(path.read_text() for path in self.nodes[0].folder.glob("web?.log")).splitlines()
        return [line for line in lines if re.search(r" ERROR .*(Internal Server Error|Traceback)", line)]

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()


def remove(scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
