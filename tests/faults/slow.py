"""Jobs that take as long as a test wants, and leave a trace of each beginning and end."""

import time
from pathlib import Path

from collegium.kit.jobs import job


def work(folder: str) -> None:
    place = Path(folder)
    with (place / "trace").open("a") as trace:
        trace.write("began\n")
    end = time.monotonic() + 30
    while not (place / "go").exists() and time.monotonic() < end:
        time.sleep(0.05)
    with (place / "trace").open("a") as trace:
        trace.write("done\n")


@job
def here(folder: str) -> None:
    work(folder)


@job(apart=True)
def apart(folder: str) -> None:
    work(folder)


@job
def in_the_database(folder: str) -> None:
    """Begins and ends with a question to the database; what happens to that meanwhile is the test's."""
    from collegium.kit.models import Attempt

    place = Path(folder)
    with (place / "trace").open("a") as trace:
        trace.write("began\n")
    while not (place / "go").exists():
        time.sleep(0.05)
    time.sleep(0.2)
    Attempt.objects.count()
    with (place / "trace").open("a") as trace:
        trace.write("done\n")
