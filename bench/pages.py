# ruff: noqa: E402
"""What pages cost, beside the goals of each: ``python bench/pages.py [--seconds N]``.

The demo network grown by 300 threads and 3,000 posts in one group, as somebody who is signed in sees it, as shipped
(waitress, 2 processes, SQLite), asked for by 8 connections at once. The controls in the same run are C1 and C2 of
``control.py`` on the same server. Processor time of all web processes for a page is said as a multiple of C2, taken
turn by turn with it, so that a busy machine slows both. It prints goal and figure; nothing fails.
"""

import argparse
import gzip
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

SOURCE = str(Path(__file__).parents[1] / "src")
sys.path[:0] = [SOURCE]
DATA = tempfile.mkdtemp()
os.environ |= {"COLLEGIUM_DATA": DATA, "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
GIVEN = os.environ | {"PYTHONPATH": SOURCE}
subprocess.run([sys.executable, "-m", "collegium", "demo"], env=GIVEN, check=True)

import django

django.setup()

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from serving import Visitor, children, free_port, measure, times_of, wait_for

from collegium.conversation.models import Post, Thread
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Person
from collegium.programmes.models import Programme

THREADS, POSTS = 300, 10
TURNS = 3
Ask = Callable[[], HttpResponse]


@dataclass(frozen=True)
class Page:
    """One address, who asks for it, and what it may cost: times C2, queries, kilobytes packed, milliseconds alone."""

    name: str
    path: str
    who: Person
    times: float
    queries: int
    kilobytes: float
    alone: float


def grown(group: Group) -> Thread:
    """The group has talked for years."""
    by, at = group.memberships.current().first().person, clock.now() - timedelta(days=400)
    threads = Thread.objects.bulk_create([
        Thread(group=group, kind="thinking", title=f"What of wait time {number}?", opened_by=by, opened_at=at,
               last_at=at + timedelta(hours=number)) for number in range(THREADS)
    ])  # fmt: skip
    Post.objects.bulk_create([
        Post(thread=one, by=by, at=one.opened_at + timedelta(minutes=number), text="We waited. **More** spoke. " * 4)
        for one in threads for number in range(POSTS)
    ])  # fmt: skip
    return threads[0]


def pages() -> list[Page]:
    teacher = Person.objects.get(email="coordinator@northgate.example")
    lead = Person.objects.get(email="cpd@northgate.example")
    group = Group.objects.of_member(teacher).going().order_by("pk").first()
    thread, programme = grown(group), Programme.objects.led_by(lead).order_by("pk").first()
    meeting = Meeting.objects.of_member(teacher).order_by("pk").last()
    return [
        Page("Today", reverse("desk:today"), teacher, 1.8, 12, 10, 20),
        Page("a group's home", reverse("desk:group", args=[group.slug]), teacher, 1.8, 12, 10, 20),
        Page("a list of threads", reverse("conversation:talk", args=[group.slug]), teacher, 1.5, 8, 8, 20),
        Page("a thread of 10 posts", reverse("conversation:thread", args=[thread.pk]), teacher, 1.3, 8, 8, 14),
        Page("ideas", reverse("enquiry:ideas"), teacher, 1.5, 8, 8, 20),
        Page("calendar month", reverse("calendar:mine"), teacher, 1.5, 8, 8, 20),
        Page("programme desk", reverse("programmes:desk", args=[programme.pk]), lead, 3, 12, 14, 25),
        Page("search", reverse("desk:find") + "?q=wait", teacher, 3, 4, 8, 30),
        Page("anything new? (204)", reverse("meetings:after", args=[meeting.pk, 9999]), teacher, 0.3, 2, 0, 3),
    ]


def signed_in(who: Person) -> str:
    client = Client()
    client.force_login(who)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def asking(handler: WSGIHandler, path: str, cookie: str) -> Ask:
    """One request by that way, whole: until the last byte is there."""
    def ask() -> HttpResponse:
        environ = RequestFactory().get(path, HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="").environ
        environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={cookie}"
        response = handler(environ, lambda *_said: None)
        response.whole = b"".join(response)
        response.close()
        return response

    return ask


class Counted:
    """The queries of a request: Django's own list of them is emptied when one begins."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute, *query):
        self.number += 1
        return execute(*query)


class Served:
    """A program that answers at a port of this machine, from so many web processes."""

    def __init__(self, *command: str, port: int) -> None:
        self.port = port
        self.program = subprocess.Popen([sys.executable, *command], env=GIVEN, stdout=subprocess.DEVNULL)
        wait_for(port, self.program)
        for _ in range(40):
            Visitor(port).ask("/account/login/")

    def processes(self) -> list[int]:
        """Those that serve pages; what works in the background is another's account."""
        below = children(self.program.pid)
        web = [one for one in below if b"work" not in Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0")]
        return web if len(web) > 1 else [self.program.pid, *web]

    def cost(self, path: str, cookie: str, seconds: float) -> float:
        """Milliseconds of processor for one request."""
        return measure(self.port, path, self.processes(), cookie, seconds, alone=0)[1]

    def end(self) -> None:
        for one in self.processes():
            os.kill(one, signal.SIGTERM)
        self.program.terminate()
        self.program.wait(15)


def figures(page: Page, handler: WSGIHandler, ours: Served, control: Served, seconds: float) -> str:
    cookie = signed_in(page.who)
    ask, sent = asking(handler, page.path, cookie), f"{settings.SESSION_COOKIE_NAME}={cookie}"
    status = ask().status_code
    asked = Counted()
    with connection.execute_wrapper(asked):
        packed = len(gzip.compress(ask().whole)) / 1000 if status == 200 else 0
    turns = [(ours.cost(page.path, sent, seconds), control.cost("/list/", sent, seconds)) for _ in range(TURNS)]
    walls = times_of(ours.port, page.path, sent, answered=status)
    costs, ratios = [one for one, _ in turns], [one / other for one, other in turns]
    told = [
        (median(ratios), page.times, "×"), (asked.number, page.queries, ""),
        (packed, page.kilobytes, "KB"), (quantiles(walls, n=20)[-1], page.alone, "ms"),
    ]  # fmt: skip
    cells = [f"{median(costs):7.1f} ms"]
    cells += [f"{figure:7.1f} {'≤' if figure <= goal else '>'} {goal:g}{unit}" for figure, goal, unit in told]
    return f"{page.name:22} {status} " + "".join(f"{cell:>19}" for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.5)
    seconds = parser.parse_args().seconds
    settings.ALLOWED_HOSTS = ["*"]
    found, handler = pages(), WSGIHandler()
    port, other = free_port(), free_port()
    ours = Served("-m", "collegium", "run", "--data", DATA, "--port", str(port), port=port)
    beside = str(Path(__file__).with_name("control.py"))
    control = Served(beside, str(other), str(settings.HERE["threads"]), port=other)
    cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in(found[0].who)}"
    constant, careful = (control.cost(path, cookie, 2 * seconds) for path in ("/", "/list/"))
    print(f"Python {sys.version.split()[0]}, {connection.vendor}; load {os.getloadavg()[0]:.1f}")
    print(f"C1 {constant:.2f} ms, C2 {careful:.1f} ms of processor for one request")
    print(f"{'':26} {'CPU':>18} {'times C2':>18} {'queries':>18} {'packed':>18} {'alone, p95':>18}")
    for page in found:
        print(figures(page, handler, ours, control, seconds), flush=True)
    ours.end()
    control.end()


main()
