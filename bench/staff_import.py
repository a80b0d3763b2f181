"""10,000 staff with 37 bad rows: read, compared and brought in. Goal: 10 s and 200 MB in all; 37 bad rows named.

    python bench/staff_import.py [ROWS]

The control beside it in the same run is the same number of plain rows inserted by the same database. The exit
status is 1 if the wrong rows were found or changed; seconds depend on the machine, and are told beside their goal.
"""

import io
import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ["COLLEGIUM_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collegium.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from collegium.kit import clock, tables  # noqa: E402
from collegium.people import beginning  # noqa: E402
from collegium.people.models import Appointment, Department, StaffImport  # noqa: E402
from collegium.people.stafflist import bringing, columns  # noqa: E402

BAD = 37
SECONDS, MEGABYTES = 10.0, 200
HEADER = ["Forename", "Surname", "Work e-mail", "Staff code", "Department", "Job title", "Line manager", "Start date"]


def staff(rows: int) -> list[list[str]]:
    """A made-up staff; every so often a row that cannot come in."""
    every = rows // BAD
    found = []
    for n in range(rows):
        bad = n % every == every - 1 and n // every < BAD
        address = f"n{n}@@school.example" if bad else f"n{n}@school.example"
        title = "Teaching assistant" if n % 7 == 0 else f"Teacher of subject {n % 30}"
        boss = f"n{n // 20}@school.example" if (n // 20) % every != every - 1 else ""
        found.append([f"Änne{n}", f"Müller-{n}", address, f"C{n:05}", f"Dept {n % 30}", title, boss, "01/09/2020"])
    return found


spent: list[tuple[float, float]] = []


def timed(what: str, work):
    """Run it, say how long it took, and how much memory the process has needed at most so far."""
    began, busy = time.perf_counter(), time.process_time()
    result = work()
    wall, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"{what:44} {wall:6.2f} s, busy {busy:6.2f} s   {megabytes():5.0f} MB at most so far")
    spent.append((wall, busy))
    return result


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rows: int) -> int:
    apart(lambda: call_command("migrate", verbosity=0))
    first = beginning.begin(
        school="Bench", first_name="A", last_name="B", email="a@b.example", password="x" * 12, duties=["accounts"],
        at=clock.now(),
    )  # fmt: skip
    school = first.schools_now().get()
    path = Path(FOLDER.name) / "staff"
    apart(lambda: write_files(path, staff(rows)))
    apart(lambda: timed(f"control: {rows} plain rows inserted", lambda: plain_rows(school, rows)))
    timed("read the CSV", lambda: read(path.with_suffix(".csv")))
    spent.clear()
    table = timed("read the XLSX", lambda: read(path.with_suffix(".xlsx")))
    found = StaffImport.objects.create(
        school=school, by=first, brought_at=clock.now(), name="staff", columns=table.columns, rows=table.rows,
        numbers=table.numbers, meanings=columns.guess(table.columns, table.rows),
    )  # fmt: skip
    difference = timed("look: every bad row, every difference", lambda: bringing.look(found, clock.today()))
    print(f"  new {len(difference.new)}, bad {len(difference.bad)}, remarks {len(difference.remarks)}")
    found.begin(leaving=[], total=len(difference.new), by=first, at=clock.now())
    timed("bring the good rows in", lambda: bringing.bring(found, at=clock.now()))
    wall, busy = (sum(each) for each in zip(*spent, strict=True))
    print(f"in all {wall:.2f} s, busy {busy:.2f} s; goal {SECONDS:g} s: {'met' if wall < SECONDS else 'MISSED'}")
    print(f"{megabytes():.0f} MB; goal {MEGABYTES} MB: {'met' if megabytes() < MEGABYTES else 'MISSED'}")
    print(f"bad rows named {len(difference.bad)}; goal {BAD}: {'met' if len(difference.bad) == BAD else 'MISSED'}")
    again = timed("look again: nothing has changed", lambda: bringing.look(fresh(found, table), clock.today()))
    print(f"  same {again.same}, changed {len(again.changed)}, on the staff {Appointment.objects.count()}")
    return int(len(difference.bad) != BAD or bool(again.changed or again.new))


def apart(work) -> None:
    """In a process of its own, whose memory is not counted with ours."""
    connection.close()
    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit("The bench could not be prepared.")


def write_files(path: Path, made: list[list[str]]) -> None:
    path.with_suffix(".xlsx").write_bytes(tables.as_xlsx(HEADER, made))
    path.with_suffix(".csv").write_bytes(tables.as_csv(HEADER, made))


def plain_rows(school, rows: int) -> None:
    names = [Department(school=school, name=f"Plain {n}") for n in range(rows)]
    Department.objects.bulk_create(names, batch_size=500)
    Department.objects.all().delete()


def read(path: Path) -> tables.Table:
    return tables.read_table(io.BytesIO(path.read_bytes()), path.name)


def fresh(found: StaffImport, table: tables.Table) -> StaffImport:
    return StaffImport(
        school=found.school, by=found.by, columns=table.columns, rows=table.rows, numbers=table.numbers,
        meanings=found.meanings,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 10_000))
