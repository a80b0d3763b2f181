"""The supervisor: keeps the web processes and the worker alive, and needs no Django itself."""

import logging
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from collegium.kit import configuration
from collegium.kit.processes import ourselves

log = logging.getLogger("collegium.supervisor")

TICK_SECONDS = 0.25
SECONDS_TO_LEAVE = 5.0
# A process that ends sooner than this is let wait before the next try, longer each time.
STEADY_SECONDS = 10.0
LONGEST_WAIT = 30.0
SECONDS_TO_BE_REPLACED = 10.0


@dataclass
class Process:
    """One running process of ours, and whether it has said that it is ready."""

    running: subprocess.Popen[bytes]
    voice: int
    settings: object
    born: float = field(default_factory=time.monotonic)
    ready: bool = False

    def is_ready(self) -> bool:
        if not self.ready and self.voice >= 0:
            try:
                self.ready = os.read(self.voice, 1) == b"!"
            except BlockingIOError:
                return False
            os.close(self.voice)
            self.voice = -1
        return self.ready

    def has_ended(self) -> bool:
        return self.running.poll() is not None

    def forget(self) -> None:
        if self.voice >= 0:
            os.close(self.voice)
            self.voice = -1


class Post:
    """A place that is always filled: a web process or the worker."""

    def __init__(self, name: str, overlaps: bool) -> None:
        self.name = name
        # A web process's successor is ready before it leaves; there is never a second worker.
        self.overlaps = overlaps
        self.holder: Process | None = None
        self.successor: Process | None = None
        self.leaving: list[tuple[Process, float]] = []
        self.failures = 0
        self.not_before = 0.0

    def processes(self) -> list[Process]:
        return [process for process in (self.holder, self.successor) if process] + [gone for gone, _ in self.leaving]

    def start(self, settings: object, listening: socket.socket) -> Process:
        hears, speaks = os.pipe()
        os.set_blocking(hears, False)
        arguments = ["web", str(listening.fileno()), str(speaks)] if self.name == "web" else ["work", str(speaks)]
        running = subprocess.Popen(
            ourselves(*arguments, str(os.getpid())),
            pass_fds=[speaks, listening.fileno()] if self.name == "web" else [speaks],
            stdin=subprocess.DEVNULL,
        )
        os.close(speaks)
        return Process(running, hears, settings)

    def tend(self, settings: object, listening: socket.socket, may_change: bool) -> None:
        """Bury the dead, fill the place, and let the old make way for the new."""
        now = time.monotonic()
        self.bury(now)
        if not self.holder and not (self.leaving and not self.overlaps) and now >= self.not_before:
            self.holder = self.start(settings, listening)
        elif self.holder and self.holder.settings != settings and may_change and now >= self.not_before:
            self.replace(settings, listening)
        if self.successor and self.successor.is_ready():
            self.dismiss()
            self.holder, self.successor = self.successor, None

    def replace(self, settings: object, listening: socket.socket) -> None:
        if not self.overlaps:
            self.dismiss()
        elif not self.successor:
            self.successor = self.start(settings, listening)

    def dismiss(self) -> None:
        if self.holder:
            self.holder.running.terminate()
            self.leaving.append((self.holder, time.monotonic() + SECONDS_TO_BE_REPLACED))
            self.holder = None

    def bury(self, now: float) -> None:
        if self.holder and self.holder.has_ended():
            self.regret(self.holder, now)
            self.holder = None
        if self.successor and self.successor.has_ended():
            self.regret(self.successor, now)
            self.successor = None
        for process, until in self.leaving:
            process.forget()
            if now > until:
                process.running.kill()
        self.leaving = [(process, until) for process, until in self.leaving if not process.has_ended()]

    def regret(self, process: Process, now: float) -> None:
        steady = now - process.born > STEADY_SECONDS
        self.failures = 1 if steady else self.failures + 1
        wait = 0.0 if self.failures == 1 else min(LONGEST_WAIT, 0.5 * 2 ** (self.failures - 2))
        self.not_before = now + wait
        process.forget()
        log.warning("A %s process ended (%s); another starts.", self.name, process.running.returncode)

    @property
    def is_changing(self) -> bool:
        return bool(self.successor or self.leaving or not self.holder or not self.holder.is_ready())


class Supervisor:
    """Starts, watches, replaces and ends the processes that serve one data folder."""

    def __init__(self, folder: Path, listening: socket.socket) -> None:
        self.folder = folder
        self.listening = listening
        self.settings = configuration.read(folder)
        self.stamp = self.look()
        self.posts = [Post("web", overlaps=True) for _ in range(self.settings["processes"])]
        self.posts.append(Post("work", overlaps=False))
        self.is_serving = False
        self.ending = False
        self.wakes, wake = socket.socketpair()
        self.wakes.setblocking(False)
        wake.setblocking(False)
        self.wake = wake

    def begin(self) -> None:
        """The first web process loads what it serves; it serves nothing before we listen."""
        self.posts[0].tend(self.settings, self.listening, may_change=False)

    def run(self, say_ready: Callable[[], None]) -> None:
        self.listening.listen(1024)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.end)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while not self.ending:
            self.notice_settings()
            self.tend()
            webs = (post.holder for post in self.posts if post.name == "web")
            if not self.is_serving and any(web and web.is_ready() for web in webs):
                self.is_serving = True
                say_ready()
            self.rest(TICK_SECONDS)
        self.finish()

    def end(self, *_: object) -> None:
        self.ending = True

    def rest(self, seconds: float) -> None:
        if select.select([self.wakes], [], [], seconds)[0]:
            self.wakes.recv(4096)

    def tend(self) -> None:
        # Who waits for a first page wants one process to be quick; unless that one fails, the others come after it.
        first = self.posts[0]
        for post in self.posts if self.is_serving or first.failures else [first]:
            others = any(other.is_changing for other in self.posts if other is not post)
            post.tend(self.settings, self.listening, may_change=not others)

    def look(self) -> tuple[int, ...]:
        try:
            found = (self.folder / "collegium.toml").stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def notice_settings(self) -> None:
        """A page or a technician changed the settings: one process after another takes them up."""
        stamp = self.look()
        if stamp == self.stamp:
            return
        self.stamp = stamp
        try:
            self.settings = configuration.read(self.folder)
        except configuration.BadSetting as error:
            log.error("The settings stay as they were. %s", error)

    def finish(self) -> None:
        """Ask all to leave; what has not left after five seconds is ended."""
        processes = [process for post in self.posts for process in post.processes()]
        for process in processes:
            process.running.terminate()
        until = time.monotonic() + SECONDS_TO_LEAVE
        while time.monotonic() < until and not all(process.has_ended() for process in processes):
            self.rest(0.1)
        for process in processes:
            process.running.kill()
            process.running.wait()


def listen(host: str, port: int) -> socket.socket:
    """The address that all web processes share. A connection waits here while one of them is replaced."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind((host, port))
    return found
