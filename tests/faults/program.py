"""The real program on a folder of its own, as its processes and its log show it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment() -> dict[str, str]:
    """Ours without what a tester has set, and with the way to the source and to the tests' own jobs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COLLEGIUM_", "DJANGO_"))}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def collegium(*arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "collegium", *arguments]
    given = environment() | ({"COLLEGIUM_DATA": str(data)} if data else {})
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=300, check=False)


def until(question, seconds: float = 30):
    """The first true answer; what takes longer has failed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} seconds: {question}")


class Program:
    """``collegium run`` on a data folder and a free port."""

    def __init__(self, data: Path, *arguments: str, seconds: int = 60) -> None:
        self.data, self.port = data, free_port()
        self.log = data.with_suffix(".log")
        self.arguments = arguments
        self.start(seconds)

    def start(self, seconds: int = 60) -> None:
        self.begin()
        self.wait(seconds)

    def begin(self) -> None:
        where = ["--data", str(self.data), "--port", str(self.port)]
        command = [sys.executable, "-m", "collegium", "run", "--empty", *where]
        with self.log.open("a") as log:
            self.process = subprocess.Popen([*command, *self.arguments], env=environment(), stdout=log, stderr=log)

    def wait(self, seconds: int = 60) -> None:
        """Until it answers."""
        try:
            until(lambda: self.process.poll() is not None or self.health().get("ok"), seconds)
        except AssertionError:
            self.process.terminate()
            raise
        assert self.process.poll() is None, self.log.read_text()

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def health(self) -> dict:
        try:
            return json.loads(self.get("/healthz")[1])
        except OSError:
            return {}

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def children(self, role: str = "") -> dict[int, str]:
        """The processes that this program started, and what each of them does."""
        found = {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
                words = (path / "cmdline").read_bytes().decode().split("\0")
            except (OSError, IndexError):
                continue
            if parent == self.process.pid and "collegium" in words:
                found[int(path.name)] = words[words.index("collegium") + 1]
        return {pid: does for pid, does in found.items() if role in does}

    def kill(self, *pids: int) -> None:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> float:
        """End it as a service manager would; how long that took."""
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - began

    def ask_for(self, path: str, *words: str) -> None:
        """Put a job into the queue, as a page would."""
        code = (
            "from django.utils.module_loading import import_string as find; "
            f"find({path!r}).enqueue(*{list(words)!r})"
        )
        done = collegium("manage", "shell", "-v", "0", "-c", code, data=self.data)
        assert done.returncode == 0, done.stderr


def is_alive(pid: int) -> bool:
    """Runs still: gone processes and those that only wait to be buried do not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
