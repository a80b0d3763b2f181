"""One deed done again and again in children of one process, each cut off at another of its writes.

``python -m tests.faults.sweep talk`` reads a line of JSON for each child and answers with one. strace cuts.
It counts a child's writes, and at the one that was asked for sends SIGKILL, or says that the disk is full.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import django
from django.db import connection

# Several pages of the database, so that each needs room.
TEXT = "A few lines about marking. " * 550
# Five steps of a list: the first three hundred writes cross most of their ends.
ROWS, STEP = 150, 30


def main(kind: str) -> None:
    django.setup()
    if kind != "again":
        in_a_child(lambda: prepare(kind))
    warm(kind)
    say(ready=True)
    for line in sys.stdin:
        asked = json.loads(line)
        deed = {"deed": DEEDS[kind], "look": LOOKS[kind], "read": read_the_talk}[asked["do"]]
        said, status = in_a_child(
            lambda deed=deed, asked=asked: deed(asked["key"]), asked.get("inject", ""), asked.get("pragma", "")
        )
        say(said=said, killed=os.WIFSIGNALED(status))


def say(**words) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def in_a_child(deed, inject: str = "", pragma: str = ""):
    """What it said, and how it ended. Cut off it says nothing: then nobody was told that anything was kept."""
    (answer, said), (begun, begin) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        # As a web process that has served pages: its connection stands.
        connection.cursor().execute("SELECT 1 FROM people_person").fetchall()
        if pragma:
            connection.cursor().execute(f"PRAGMA {pragma}")
        os.read(begun, 1)
        told = json.dumps(deed())
        os.write(said, told.encode())
        os._exit(0)
    os.close(said)
    tracer = trace(child, inject) if inject else None
    os.write(begin, b"x")
    with os.fdopen(answer) as reading:
        text = reading.read()
    _pid, status = os.waitpid(child, 0)
    if tracer:
        tracer.wait(20)
    os.close(begun), os.close(begin)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the deed itself went wrong: see above")
    return json.loads(text) if text else None, status


def warm(kind: str) -> None:
    """As a web process that has served pages: what a first request loads is loaded, and no child loads it again."""
    if kind in {"talk", "sample"}:
        DEEDS[kind]("first of all")
        read_the_talk("")
    LOOKS[kind]("")
    connection.close()


def trace(child: int, inject: str) -> "subprocess.Popen[bytes]":
    call = inject.partition(":")[0]
    command = ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={inject}", "-p", str(child)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    end = time.monotonic() + 20
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if tracer.poll() is not None or time.monotonic() > end:
            os.write(2, tracer.stderr.read())
            raise RuntimeError("strace may not trace here")
        time.sleep(0.002)
    return tracer


def prepare(kind: str) -> None:
    from datetime import date

    from django.conf import settings
    from django.test import Client

    from collegium.groups.models import Group, Membership
    from collegium.kit import clock
    from collegium.people.models import Appointment, Person, Responsibility, School, StaffImport
    from collegium.programmes.models import Approach

    at, began = clock.now(), date(2020, 9, 1)
    school = School.objects.create(name="Northgate High", slug="northgate")
    ama, tom = (Person.objects.create(first_name=name, email=f"{name}@example.org") for name in ("Ama", "Tom"))
    approach = Approach.objects.create(school=school, key="x", title="Learning group", engine="cycle", entry="open")
    group = Group.objects.create(
        title="Feedback", slug="feedback", approach=approach, year_starts_on=began, started_by=ama, started_at=at
    )
    group.schools.add(school)
    for person in (ama, tom):
        Appointment.objects.create(person=person, school=school, starts_on=began)
        Membership.objects.create(group=group, person=person, school=school, joined_on=began)
    client = Client(SERVER_NAME="localhost")
    client.force_login(ama)
    client.get("/")
    (settings.DATA / "session").write_text(client.cookies[settings.SESSION_COOKIE_NAME].value)
    Responsibility.objects.create(person=ama, kind="accounts", school=school, starts_on=began)
    if kind == "import":
        rows = [[f"Pat{number} Moss", f"p{number}@example.org"] for number in range(ROWS)]
        brought = StaffImport.objects.create(
            school=school, by=ama, name="staff.csv", brought_at=at, columns=["Name", "Email"], rows=rows,
            numbers=list(range(2, ROWS + 2)), meanings={"name": 0, "email": 1},
        )  # fmt: skip
        brought.begin(leaving=[], total=ROWS, by=ama, at=at)


def signed_in():
    """As Ama, in the session that was made before anything is counted."""
    from django.conf import settings
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = (settings.DATA / "session").read_text()
    return client


def answered(response):
    page = response.content.decode(errors="replace")
    said = {"no_room": "no room left", "busy": "needs a moment", "damaged": "cannot be read"}
    return {"status": response.status_code, "again": response.get("Retry-After"), "to": response.get("Location"),
            **{name: words in page for name, words in said.items()}}  # fmt: skip


def open_a_thread(key):
    return answered(signed_in().post("/talk/groups/feedback/threads/", {
        "title": key, "kind": "thinking", "text": TEXT, "to": ["2"], "key": key,
    }))  # fmt: skip


def read_the_talk(_key):
    return answered(signed_in().get("/talk/groups/feedback/"))


def bring_a_sample(key):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return answered(signed_in().post("/evidence/groups/feedback/samples/", {
        "title": key, "consent": "A parent", "consent_on": "2026-05-01", "names_removed": "on", "key": key,
        "file": SimpleUploadedFile("a.txt", TEXT.encode()),
    }))  # fmt: skip


def bring_the_list(_key):
    from collegium.kit import clock
    from collegium.people.models import StaffImport
    from collegium.people.stafflist import bringing

    bringing.STEP = STEP
    brought = StaffImport.objects.get()
    if brought.is_under_way:
        bringing.bring(brought, at=clock.now())
    return {"status": 200}


def whole(**more):
    from django.conf import settings

    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
        return {"integrity": database.execute("PRAGMA integrity_check").fetchone()[0], **more}


def look_at_threads(key):
    from collegium.conversation.models import Mention, Post, Thread
    from collegium.history.models import Entry
    from collegium.kit.models import Attempt

    threads = Thread.objects.filter(title=key)
    posts = Post.objects.filter(thread__in=threads)
    return whole(
        things=threads.count(), parts=[posts.count(), Mention.objects.filter(post__in=posts).count()],
        entries=Entry.objects.filter(kind="conversation.thread", thing__in=threads.values("pk")).count(),
        keys=Attempt.objects.filter(key=key).count(),
    )  # fmt: skip


def look_at_samples(key):
    from collegium.evidence.models import Sample
    from collegium.history.models import Entry
    from collegium.kit.models import Attempt

    samples = Sample.objects.filter(title=key)
    there = [one.file is not None and one.file.content().decode() == TEXT for one in samples]
    return whole(
        things=samples.count(), parts=[sum(there)] * 2,
        entries=Entry.objects.filter(kind="evidence.sample", thing__in=samples.values("pk")).count(),
        keys=Attempt.objects.filter(key=key).count(),
    )  # fmt: skip


def look_at_the_staff(_key):
    from collegium.people.models import Appointment, Person, StaffImport

    brought = StaffImport.objects.get()
    people = Person.objects.filter(first_name__startswith="Pat")
    return whole(
        people=people.count(), places=Appointment.objects.filter(person__in=people).count(), state=brought.state,
        done=brought.done,
    )  # fmt: skip


DEEDS = {"talk": open_a_thread, "sample": bring_a_sample, "import": bring_the_list, "again": bring_the_list}
LOOKS = {"talk": look_at_threads, "sample": look_at_samples, "import": look_at_the_staff, "again": look_at_the_staff}

if __name__ == "__main__":
    main(sys.argv[1])
