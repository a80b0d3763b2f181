"""The worker process: takes jobs one after another, and those that need much in a process of their own."""

import logging
import os
import secrets
import signal
import subprocess
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from collegium.kit import clock, jobs
from collegium.kit.models import Pulse
from collegium.kit.processes import ourselves

log = logging.getLogger("collegium.worker")

IDLE_SECONDS = 0.5
PULSE_SECONDS = 10
REAP_SECONDS = 30
# The supervisor ends what is left after 5 seconds.
SECONDS_TO_LEAVE = 4


class Stopped(BaseException):
    """The worker must go now, in the middle of a job."""


class Worker:
    """One for each data folder on a machine; other machines have their own on the same database."""

    def __init__(self, machine: str) -> None:
        self.machine = machine
        self.name = f"{machine}/{secrets.token_hex(4)}"
        self.leaving = threading.Event()
        self.apart: tuple[subprocess.Popen[bytes], Any] | None = None

    def run(self) -> None:
        """Work until asked to leave. A fault of the database ends the worker; its supervisor starts another."""
        autodiscover_modules("jobs")
        signal.signal(signal.SIGTERM, self.leave)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, self.stop)
        Pulse.objects.of_machine(self.machine).delete()
        Pulse.objects.beat(self.name, at=clock.now())
        threading.Thread(target=self.beat, daemon=True).start()
        try:
            self.work()
        finally:
            self.leave_apart()
            signal.alarm(0)
            Pulse.objects.filter(worker=self.name).delete()

    def work(self) -> None:
        reaped = float("-inf")
        while not self.leaving.is_set():
            close_old_connections()
            if time.monotonic() > reaped + REAP_SECONDS:
                jobs.reap(clock.now())
                reaped = time.monotonic()
            jobs.ask_for_returning(clock.now())
            self.tend_apart()
            if not self.work_once():
                time.sleep(IDLE_SECONDS)

    def work_once(self) -> bool:
        """Take one job, if any waits. Beside a process apart, the small jobs go on."""
        result = jobs.take(self.name, [jobs.HERE] if self.apart else [jobs.HERE, jobs.APART])
        if not result:
            return False
        if result.queue_name == jobs.APART:
            self.apart = subprocess.Popen(ourselves("job", str(result.pk), str(os.getpid()))), result.pk
            return True
        try:
            jobs.perform(result)
        except Stopped:
            self.put_back(result)
        return True

    def put_back(self, result: DBTaskResult) -> None:
        with suppress(DatabaseError):
            connection.close()
            jobs.put_back(result.pk, self.name, counts=False)

    def tend_apart(self) -> None:
        if self.apart and self.apart[0].poll() is not None:
            process, pk = self.apart
            self.apart = None
            if process.returncode:
                log.error("A job's own process ended with %s.", process.returncode)
            jobs.put_back(pk, self.name)

    def leave_apart(self) -> None:
        if self.apart:
            process, pk = self.apart
            process.kill()
            process.wait()
            jobs.put_back(pk, self.name, counts=False)

    def leave(self, signum: int, frame: FrameType | None) -> None:
        self.leaving.set()
        signal.alarm(SECONDS_TO_LEAVE)

    def stop(self, signum: int, frame: FrameType | None) -> None:
        raise Stopped

    def beat(self) -> None:
        """Show a sign of life, however long a job takes."""
        while not self.leaving.wait(PULSE_SECONDS):
            with suppress(DatabaseError):
                Pulse.objects.beat(self.name, at=clock.now())
            connection.close()


def perform_apart(result_id: str) -> None:
    """The one job of this process, which its worker has taken for it."""
    autodiscover_modules("jobs")
    result = DBTaskResult.objects.running().filter(pk=result_id).first()
    if result:
        jobs.perform(result)
