"""``collegium run``: everything from an empty folder to a page that answers."""

import argparse
import errno
import json
import logging
import os
import socket
import subprocess
import time
from pathlib import Path

from collegium.kit import configuration
from collegium.kit.processes import ourselves
from collegium.project import folder, marks
from collegium.project.folder import KEY, Trouble
from collegium.project.supervising import Supervisor, listen

# What served this address a moment ago may still be leaving.
SECONDS_TO_WAIT_FOR_PORT = 1.0
NO_KEY = (
    "The database is in use already, and {path} has no secret.key. Copy it here from a computer that serves it; "
    "if it is lost everywhere, write 50 random characters into a new one."
)


def run(asked: argparse.Namespace) -> int:
    """Prepare the data folder and serve it until told to end."""
    logging.basicConfig(format="%(asctime)s %(levelname)s - %(name)s %(message)s", level=logging.INFO)
    path = folder.chosen(asked.data)
    os.umask(0o077)
    folder.make(path)
    folder.hold(path)
    marks.ensure_none(path)
    for name in ("host", "port"):
        if (given := getattr(asked, name)) is not None:
            os.environ[f"COLLEGIUM_{name.upper()}"] = str(given)
    if not asked.empty and folder.is_empty(path) and "COLLEGIUM_DATABASE" not in os.environ:
        configuration.write(path, {"demo": True})
    here = configuration.read(path)
    ensure_key(path, here["database"])
    listening = claim(here["host"], here["port"])
    supervisor = Supervisor(path, listening)
    # A first start has no key yet: whoever prepares makes it, alone.
    if (path / KEY).exists():
        supervisor.begin()
    try:
        lines = prepare()
    except Trouble:
        supervisor.finish()
        raise

    def say_ready() -> None:
        address = here["address"] or f"http://localhost:{here['port']}"
        print("\n".join([f"Collegium is ready: {address}", *lines]), flush=True)

    supervisor.run(say_ready)
    return 0


def demo(asked: argparse.Namespace) -> int:
    """Fill an empty data folder with the demo network, and serve nothing."""
    path = folder.chosen(asked.data)
    os.umask(0o077)
    folder.make(path)
    folder.hold(path)
    marks.ensure_none(path)
    if not folder.is_empty(path):
        raise Trouble(f"{path} holds data already; the demo is never laid over them.")
    configuration.write(path, {"demo": True})
    print("\n".join(prepare()))
    return 0


def ensure_key(path: Path, database: str) -> None:
    """A second computer with a key of its own would sign everybody out whom the first one signed in."""
    if not database or (path / KEY).exists():
        return
    from collegium.project import copying  # noqa: PLC0415 - a file needs none of PostgreSQL's library

    if not copying.is_empty_postgresql(database):
        raise Trouble(NO_KEY.format(path=path))


def claim(host: str, port: int) -> socket.socket:
    until = time.monotonic() + SECONDS_TO_WAIT_FOR_PORT
    while True:
        try:
            return listen(host, port)
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", 0) == errno.EADDRINUSE:
                if time.monotonic() < until:
                    time.sleep(0.1)
                    continue
                raise Trouble(f"Port {port} is taken. Give another one with --port, or end what uses it.") from error
            raise Trouble(f"Collegium cannot listen on {host}, port {port}: {error}.") from error


def prepare() -> list[str]:
    """Done by a process of its own, which gives its memory back."""
    done = subprocess.run(ourselves("prepare", str(os.getpid())), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise Trouble("The data folder could not be prepared; the reason stands above.")
    lines: list[str] = json.loads(done.stdout or b"[]")
    return lines
