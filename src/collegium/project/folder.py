"""The data folder: made once, and served by one supervisor at a time."""

import fcntl
import hashlib
import os
import socket
from pathlib import Path

ELSEWHERE = "The data folder {path} is in use by another Collegium. Give another one with --data, or end that one."
# What signs and locks what is in it.
KEY = "secret.key"


class Trouble(Exception):
    """What keeps a command from its work, as one line for the person at the keyboard."""


class InUse(Trouble):
    """Somebody else serves or restores this folder at this moment."""


def chosen(given: str | None = None) -> Path:
    """The folder that a command works on; what was given is kept for every process that we start."""
    path = Path(given or os.environ.get("COLLEGIUM_DATA", "data")).expanduser().resolve()
    os.environ["COLLEGIUM_DATA"] = str(path)
    return path


def make(path: Path) -> None:
    """The folder, for its owner only; and proof that we may write in it."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        proof = path / ".proof"
        proof.touch()
        proof.unlink()
    except OSError as error:
        raise Trouble(f"The data folder {path} cannot be written: {error.strerror}.") from error


def hold(path: Path) -> int:
    """Take the folder for this process alone, until it ends however it ends."""
    lock = os.open(path / "in-use.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise InUse(ELSEWHERE.format(path=path)) from None
    return lock


def machine() -> str:
    """This data folder on this computer: it has one worker at a time."""
    folder = hashlib.sha256(os.environ["COLLEGIUM_DATA"].encode()).hexdigest()[:8]
    return f"{socket.gethostname()[:80]}-{folder}"


def is_empty(path: Path) -> bool:
    """Nobody has kept anything here yet: no settings and no database."""
    return not (path / "collegium.toml").exists() and not (path / "collegium.sqlite3").exists()
