# ruff: noqa: E402
"""What pages cost, beside the goals of each: ``python bench/pages.py [--rounds N]``.

The demo network grown by 300 threads and 3,000 posts in one group, as somebody who is signed in sees it, in one
process, through all of the middleware. The control in the same run, C2: a careful page of 50 rows with session,
sign-in and templates and nothing else. Processor time of a page is said as a multiple of C2, taken turn by turn
with it, so that a busy machine slows both. It prints goal and figure; nothing fails.
"""

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

SOURCE = str(Path(__file__).parents[1] / "src")
sys.path[:0] = [SOURCE]
DATA = tempfile.mkdtemp()
os.environ |= {"COLLEGIUM_DATA": DATA, "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
subprocess.run([sys.executable, "-m", "collegium", "demo"], env=os.environ | {"PYTHONPATH": SOURCE}, check=True)

import django

django.setup()

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from collegium.conversation.models import Post, Thread
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Person
from collegium.programmes.models import Programme

THREADS, POSTS = 300, 10
TEMPLATE = engines["django"].from_string(
    "{% for row in rows %}<li class=row><a href=/people/{{ row.pk }}/>{{ row.name }}</a>"
    " <small>{{ row.email }}</small></li>{% endfor %}{{ me }}"
)
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


def careful(request: HttpRequest) -> HttpResponse:
    """C2."""
    rows = list(Person.objects.order_by("pk")[:50])
    return HttpResponse(TEMPLATE.render({"rows": rows, "me": request.user.pk}))


class Careful(WSGIHandler):
    """C2, by the same server, with nothing around it but session and sign-in."""

    def load_middleware(self, is_async: bool = False) -> None:
        self._middleware_chain = SessionMiddleware(AuthenticationMiddleware(careful))


class Counted:
    """The queries of a request: Django's own list of them is emptied when one begins."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute, *query):
        self.number += 1
        return execute(*query)


def spent(ask: Ask) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def figures(page: Page, ask: Ask, beside: Ask, rounds: int) -> str:
    status = ask().status_code
    asked = Counted()
    with connection.execute_wrapper(asked):
        packed = len(gzip.compress(ask().whole)) / 1000 if status == 200 else 0
    ours, theirs = zip(*((spent(ask), spent(beside)) for _ in range(rounds)), strict=True)
    walls = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        walls.append((time.perf_counter() - began) * 1000)
    told = [
        (median(ours) / median(theirs), page.times, "×"), (asked.number, page.queries, ""),
        (packed, page.kilobytes, "KB"), (quantiles(walls, n=20)[-1], page.alone, "ms"),
    ]  # fmt: skip
    cells = [f"{median(ours):7.1f} ms"]
    cells += [f"{figure:7.1f} {'≤' if figure <= goal else '>'} {goal:g}{unit}" for figure, goal, unit in told]
    return f"{page.name:22} {status} " + "".join(f"{cell:>19}" for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    settings.ALLOWED_HOSTS = ["*"]
    found, handler, beside = pages(), WSGIHandler(), Careful()
    print(f"Python {sys.version.split()[0]}, {connection.vendor}; {rounds} rounds; load {os.getloadavg()[0]:.1f}")
    print(f"{'':26} {'CPU':>18} {'times C2':>18} {'queries':>18} {'packed':>18} {'alone, p95':>18}")
    for page in found:
        cookie = signed_in(page.who)
        print(figures(page, asking(handler, page.path, cookie), asking(beside, "/", cookie), rounds))


main()
