"""A school's day on several machines, three of which are killed: `bench/cluster [--people N] [--tools DIR]`.

Two web nodes with a worker each, two PostgreSQL servers under Patroni with etcd, on this machine and on loopback
only; the second database acknowledges each write before the first does. Some tens of people read and write through
the real pages for four minutes. Meanwhile a worker, a web node and the database's leader are killed (SIGKILL,
everything of it at once). Printed: writes that were acknowledged and are lost, writes that are there twice, letters,
and the longest gap, each beside its goal. Run with the environment of the tests; PostgreSQL must be installed. etcd
comes from Debian and Patroni from PyPI into --tools (a scratch folder otherwise); nothing is installed.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from cluster_machines import Databases, Webs, free_port, remove, tools, until
from cluster_people import Day, Person, PostOffice

SECONDS = 240
# At which second of the day what is killed, and after how many it comes back.
WORKER_AT, WEB_AT, LEADER_AT = 40, 80, 130
BACK_AFTER = 25
LETTERS = 120
# Patroni takes no leader for gone before its lease of 20 seconds has run out, and then it must be chosen.
GOAL_GAP = 35.0

FILL = """
import json
from collegium.demo import building
from collegium.conversation.models import Thread
from collegium.groups.models import Group, Membership
building.build()
found = {}
for one in Membership.objects.current().filter(group__in=Group.objects.going()).select_related("person", "group"):
    threads = [thread.get_absolute_url() for thread in Thread.objects.filter(group=one.group)]
    if one.person.email and threads:
        told = found.setdefault(one.person.email, {"threads": [], "groups": []})
        told["threads"] += threads
        told["groups"].append(one.group.slug)
print(json.dumps(found))
"""
WRITE_LETTERS = """
from datetime import timedelta
from collegium.kit import clock
from collegium.mail.writing import write
from collegium.people.models import Person
now, people = clock.now(), list(Person.objects.filter(email__isnull=False).order_by("pk"))
for number in range({letters}):
    due = now + timedelta(seconds=number * {seconds} / {letters})
    to, subject = people[number % len(people)], f"Letter {{number}} of the day"
    write("account", to, subject=subject, text="x", at=now, due_at=due)
"""


OF_LETTERS = "SELECT count(*), max(extract(epoch FROM sent_at - due_at)) FROM mail_letter WHERE kind = 'account'"
DOUBTFUL = "SELECT count(*) FROM mail_letter WHERE kind = 'account' AND sent_at IS NULL AND handed_at IS NOT NULL"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--tools", type=Path, help="a folder that keeps etcd and Patroni for the next run")
    parser.add_argument("--keep", action="store_true", help="leave the logs where they are")
    asked = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="collegium-cluster-"))
    # The databases run as another user, who must get to their folders.
    scratch.chmod(0o755)
    databases = Databases(scratch, tools((asked.tools or scratch / "tools").resolve()))
    post_office, port = PostOffice(), free_port()
    webs = Webs(scratch, databases.address(), port)
    try:
        post_office.open(port)
        return spend_a_day(databases, webs, post_office, asked.people)
    finally:
        webs.stop()
        databases.stop()
        post_office.close()
        if asked.keep:
            print(f"The logs are in {scratch}.")
        else:
            remove(scratch)


def spend_a_day(databases: Databases, webs: Webs, post_office: PostOffice, number: int) -> int:
    began = time.monotonic()
    databases.start()
    databases.make()
    print(f"Two databases and etcd from nothing: {time.monotonic() - began:.1f} s", flush=True)
    began = time.monotonic()
    for web in (0, 1):
        webs.start(web)
    for web in (0, 1):
        webs.wait(web)
    print(f"Two web nodes, started together on an empty database: {time.monotonic() - began:.1f} s", flush=True)
    known = json.loads(webs.say(0, FILL).splitlines()[-1])
    webs.say(0, WRITE_LETTERS.format(letters=LETTERS, seconds=SECONDS - 40))
    day = Day()
    people = [
        Person(n, email, told["threads"], told["groups"], webs.ports, day)
        for n, (email, told) in enumerate(sorted(known.items())[:number])
    ]
    start = time.monotonic()
    for person in people:
        person.start()
    kills = go_on_killing(databases, webs, start)
    time.sleep(max(0.0, start + SECONDS - time.monotonic()))
    day.over.set()
    for person in people:
        person.join()
    until(lambda: letters_left(databases) == 0, 150, "every letter gone")
    return report(databases, webs, post_office, day, kills, len(people))


def go_on_killing(databases: Databases, webs: Webs, start: float) -> dict[str, float]:
    kills = {}
    wait_for(start + WORKER_AT)
    kills["a worker"] = kill_worker(webs)
    wait_for(start + WEB_AT)
    kills["a web node"] = time.monotonic()
    webs.nodes[1].kill()
    wait_for(start + WEB_AT + BACK_AFTER)
    webs.start(1)
    wait_for(start + LEADER_AT)
    leader = databases.leader()
    assert leader is not None, "no database leads"
    kills["the database's leader"] = time.monotonic()
    databases.kill(leader)
    wait_for(start + LEADER_AT + BACK_AFTER + 20)
    databases.nodes[leader].start()
    return kills


def wait_for(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def kill_worker(webs: Webs) -> float:
    os.kill(webs.worker(0), signal.SIGKILL)
    return time.monotonic()


def letters_left(databases: Databases) -> int:
    query = "SELECT count(*) FROM mail_letter WHERE kind = 'account' AND sent_at IS NULL AND handed_at IS NULL"
    return int(databases.ask(query)[0][0])


def print_table(rows: list[tuple[str, object, str, bool]]) -> None:
    print(f"\n{'measure':42} {'here':>8}  {'goal':>14}  holds")
    for name, figure, goal, holds in rows:
        print(f"{name:42} {figure!s:>8}  {goal:>14}  {'yes' if holds else 'NO'}")


def report(
    databases: Databases, webs: Webs, post_office: PostOffice, day: Day, kills: dict[str, float], people: int
) -> int:
    """Every measure beside its goal; 1 where one is missed."""
    kept = [text for (text,) in databases.ask("SELECT text FROM conversation_post WHERE text LIKE %s", "day-%")]
    lost = day.acknowledged.keys() - set(kept)
    twice = len(kept) - len(set(kept))
    letters = [subject for subject in post_office.subjects.values() if "of the day" in subject]
    again = sum(times > 1 for times in post_office.came.values())
    doubtful = databases.ask(DOUBTFUL)[0][0]
    broken = [what for what in day.seen if what.startswith("5") and "with its words" not in what]
    without = sum(day.seen[what] for what in broken)
    asked, late = databases.ask(OF_LETTERS)[0]
    whole = until(databases.is_whole, 90, "the killed database following the new leader")
    print(f"\n{people} people in {SECONDS} s")
    print(f"{len(day.reads)} pages read, {len(day.acknowledged)} writes acknowledged")
    print("what they were answered: " + ", ".join(f"{what} × {number}" for what, number in sorted(day.seen.items())))
    out, gap = day.seen["SIGNED OUT"], day.longest_gap()
    rows = [
        ("acknowledged writes lost", len(lost), "0", not lost),
        ("writes there twice", twice, "0", not twice),
        ("writes that were never taken", len(day.never), "0", not day.never),
        ("letters that came twice", again, "0", not again),
        ("letters that nobody knows of", asked - len(letters) - doubtful, "0", asked == len(letters) + doubtful),
        ("letters handed over without an answer", doubtful, "said on a page", True),
        ("pages that broke without clear words", without, "0", not without),
        ("people who were signed out", out, "0", not out),
        ("longest gap between writes, s", round(gap, 1), f"{GOAL_GAP:.0f}", gap <= GOAL_GAP),
        ("the killed leader follows the new one", "yes" if whole else "no", "yes", bool(whole)),
    ]
    print_table(rows)
    gaps = ", ".join(f"{what}: {day.gap_after(at):.1f} s" for what, at in kills.items())
    print(f"\nlongest gap around the kill of {gaps}")
    write, read = median(day.waits) * 1000, median(day.reads) * 1000
    print(f"one write until it was acknowledged: median {write:.0f} ms, worst {max(day.waits):.1f} s")
    print(f"a page read: median {read:.0f} ms")
    print(f"letters: {asked} written, {len(letters)} came, the latest {late:.0f} s after it was due")
    for line in webs.faults()[:5]:
        print(f"log: {line}")
    return 0 if all(holds for *_more, holds in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
