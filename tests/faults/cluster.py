"""A PostgreSQL server of one's own on the loopback: started, ended and started again as a test wants."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.faults.program import free_port

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) + [
    Path(found).parent for found in [shutil.which("initdb")] if found
]
BIN = next((place for place in reversed(PLACES) if (place / "initdb").exists()), None)
# As a server of a school has it, but for the disk: what is tested is what the program does while nobody answers.
SETTINGS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200"


class Cluster:
    """Where PostgreSQL is not installed, ``BIN`` is None and nothing of this may be asked."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="collegium-postgres."))
        self.port = free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._do("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._do("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", f"-p {self.port} {SETTINGS}", "start")

    def stop(self, mode: str = "fast") -> None:
        """``fast`` as when it is restarted, ``immediate`` as when its machine loses power."""
        self._do("pg_ctl", "-m", mode, "-w", "stop")

    def end(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _do(self, program: str, *words: str) -> None:
        """As the user postgres where we are root: the server refuses to run as root."""
        assert BIN
        command = [str(BIN / program), "-D", str(self.folder / "data"), *words]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=120)
