"""Whether other calendars read ours right: `python bench/calendars.py [--keep FOLDER]`.

A group meets weekly from October to April, across both changes of the clocks, at schools in six time zones in turn;
one meeting is moved and one called off. The feed is fetched over HTTP by vdirsyncer and read by khal, and read by
npm's ical.js and node-ical; so are the invitations by mail. Each reader lives in each of six time zones, and what it
shows is compared with the time on the wall that we meant. The control in the same run is the same feed with one
meeting put off by an hour, which every reader must show as wrong.
The counterparts are installed into a temporary folder, apart from the program. Exit status 1 if anything differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
ZONES = (
    "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Athens", "America/New_York", "Australia/Sydney",
)  # fmt: skip
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
Shown = set[str]

NODE = """
const fs = require("fs"), [, , library, file] = process.argv, text = fs.readFileSync(file, "utf8");
const pad = (n) => String(n).padStart(2, "0");
const wall = (d) => `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ` +
  `${pad(d.getHours())}:${pad(d.getMinutes())}`;
(async () => {
  let starts;
  if (library === "ical.js") {
    const module = await import("ical.js"), ICAL = module.default;
    starts = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")
      .map((each) => new ICAL.Event(each).startDate.toJSDate());
  } else {
    const ical = require("node-ical");
    starts = Object.values(ical.sync.parseICS(text)).filter((each) => each.type === "VEVENT")
      .map((each) => each.start);
  }
  console.log(JSON.stringify(starts.map(wall)));
})();
"""


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--keep", type=Path, help="keep the counterparts and the files in this folder")
    kept = options.parse_args().keep
    with tempfile.TemporaryDirectory(prefix="collegium-calendars-") as temporary:
        folder = (kept or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        starts, files = make_calendars(folder)
        install(folder)
        return compare(folder, starts, files)


def make_calendars(folder: Path) -> tuple[list[datetime], dict[str, Path]]:
    """The meetings' true starts, and the files that others read: feed, invitations, and the feed with a fault."""
    data = Path(tempfile.mkdtemp(dir=folder))
    os.environ |= {"COLLEGIUM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from collegium.calendar.feeding import feed
    from collegium.mail.models import Letter
    from collegium.meetings.models import Meeting

    person = make_group()
    starts = list(Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True))
    content = feed(person, AT).decode()
    public = folder / "public"
    public.mkdir(exist_ok=True)
    files = {name: public / f"{name}.ics" for name in ("feed", "faulty", "invitations")}
    files["feed"].write_text(content, newline="")
    files["faulty"].write_text(put_off_by_an_hour(content), newline="")
    invitations = Letter.objects.filter(method="REQUEST").order_by("pk")
    files["invitations"].write_text(merged(invitations.values_list("invitation", flat=True)), newline="")
    return starts, files


def make_group():
    """One teacher, one group, schools in six zones that take turns: the verbs that the pages call."""
    from collegium.groups.models import Group, Membership
    from collegium.meetings.models import Meeting
    from collegium.meetings.proposing import propose
    from collegium.people.models import Appointment, Person, School
    from collegium.programmes.models import Approach

    schools = [
        School.objects.create(name=zone, slug=zone.lower().replace("/", "-").replace("_", "-"), timezone=zone)
        for zone in ZONES
    ]
    person = Person.objects.create(first_name="Ama", last_name="Böhm, O’Neill; x", email="ama@example.org")
    Appointment.objects.create(person=person, school=schools[0], starts_on=date(2020, 9, 1))
    approach = Approach.objects.create(school=schools[0], key="group", title="Group", engine="cycle", entry="open")
    group = Group.objects.create(
        title="Feedback; moves, “slowly”", slug="feedback", approach=approach, year_starts_on=date(2026, 9, 1),
        started_by=person, started_at=AT,
    )  # fmt: skip
    Membership.objects.create(group=group, person=person, school=schools[0], joined_on=date(2026, 9, 1))
    series = propose(
        group, weekday=1, starts_at=time(15, 45), minutes=75, first_on=date(2026, 10, 6), number=28,
        least_days_between=7, hosts=schools, room="Room 12", by=person, at=AT,
    )  # fmt: skip
    series.confirm(by=person, at=AT)
    moved, off = Meeting.objects.order_by("starts_at")[3:5]
    moved.move(starts_at=moved.starts_at + timedelta(hours=1), by=person, at=AT)
    off.cancel(by=person, at=AT)
    return person


def put_off_by_an_hour(content: str) -> str:
    """The control: one start an hour late."""
    found = re.search(r"DTSTART:(\d{8}T)(\d\d)", content)
    assert found
    late = f"DTSTART:{found[1]}{int(found[2]) + 1:02}"
    return content.replace(found[0], late, 1)


def merged(invitations: Iterator[str]) -> str:
    """The last word on each meeting, as one file: what a calendar holds after reading its mail."""
    events: dict[str, str] = {}
    for text in invitations:
        event = text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")]
        uid = re.search(r"^UID:(.+(?:\r\n .+)*)", event, flags=re.MULTILINE)
        assert uid
        events[uid[1]] = event
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" + "".join(events.values()) + "END:VCALENDAR\r\n"


def install(folder: Path) -> None:
    """vdirsyncer and khal in a venv of their own, ical.js and node-ical beside it."""
    if not (folder / "venv/bin/khal").exists():
        venv.create(folder / "venv", with_pip=True)
        run([folder / "venv/bin/pip", "install", "-q", "--disable-pip-version-check", "vdirsyncer", "khal"])
    if not (folder / "node_modules/node-ical").exists():
        run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", folder, "ical.js", "node-ical"])
    (folder / "read.cjs").write_text(NODE)


def compare(folder: Path, starts: list[datetime], files: dict[str, Path]) -> int:
    readers: dict[str, Callable[[Path, Path, str], Shown]] = {
        "vdirsyncer + khal": khal, "ical.js": partial(node, "ical.js"), "node-ical": partial(node, "node-ical"),
    }  # fmt: skip
    failed = False
    print(f"{len(starts)} meetings, {starts[0]:%-d %B %Y} to {starts[-1]:%-d %B %Y}")
    print("goal: everything right, and the fault of each control seen\n")
    print(f"{'reader':<20}{'lives in':<20}{'feed':>12}{'invitations':>14}{'control':>10}")
    for name, read in readers.items():
        for zone in ZONES:
            meant = {f"{start.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for start in starts}
            wrong = {kind: len(meant ^ read(folder, path, zone)) for kind, path in files.items()}
            feed, mail, control = (wrong[kind] for kind in ("feed", "invitations", "faulty"))
            print(f"{name:<20}{zone:<20}{said(feed):>12}{said(mail):>14}{'seen' if control else 'MISSED':>10}")
            failed = failed or bool(feed or mail) or not control
    return int(failed)


def said(wrong: int) -> str:
    return f"{wrong} wrong" if wrong else "right"


def khal(folder: Path, path: Path, zone: str) -> Shown:
    """Fetched over HTTP into a folder of events, and listed by a calendar that lives in the zone."""
    here = Path(tempfile.mkdtemp(dir=folder))
    events = here / "events"
    events.mkdir()
    with serving(path.parent) as address:
        (here / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{here}/status"\n'
            '[pair feed]\na = "web"\nb = "disk"\ncollections = null\n'
            f'[storage web]\ntype = "http"\nurl = "{address}/{path.name}"\n'
            f'[storage disk]\ntype = "filesystem"\npath = "{events}"\nfileext = ".ics"\n'
        )
        for command in (["discover", "feed"], ["sync", "feed"]):
            run([folder / "venv/bin/vdirsyncer", "-c", here / "vdirsyncer", *command])
    (here / "khal").write_text(
        f"[calendars]\n[[feed]]\npath = {events}\n[sqlite]\npath = {here}/khal.db\n"
        f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    listed = run([
        folder / "venv/bin/khal", "-c", here / "khal", "list", "--day-format", "", "--format", "{start-long}",
        "2026-09-01", "2027-08-01",
    ], TZ=zone)  # fmt: skip
    return {line.strip() for line in listed.splitlines() if line.strip()}


def node(library: str, folder: Path, path: Path, zone: str) -> Shown:
    return set(json.loads(run(["node", folder / "read.cjs", library, path], cwd=folder, TZ=zone)))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def run(command: list[object], cwd: Path | None = None, **environment: str) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
