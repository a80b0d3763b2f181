"""A live chat with 200 readers: how long until what one says has reached them all.

Goal: every reader has a line within 2 s of the moment at which it was sent, on two cores, while all ask once a second
as the page's script does. A real program with its own web processes, 200 connections kept open, 10 lines by different
people. The control in the same run is one reader alone.
Run with the environment of the tests: ``python bench/chat.py [readers]``; it is over within two minutes.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

SRC = str(Path(__file__).parents[1] / "src")
sys.path[:0] = [SRC]
DATA = tempfile.mkdtemp()
os.environ["COLLEGIUM_DATA"] = DATA
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"
os.environ["PYTHONPATH"] = SRC

GOAL_SECONDS, LINES = 2.0, 10
MARK = re.compile(r'data-version="(\d+)" data-released="(\d+)"')


def main(readers: int) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = subprocess.Popen(
        [sys.executable, "-m", "collegium", "run", "--empty", "--data", DATA, "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        chat, cookies = prepare(readers)
        alone = measure(port, chat, cookies[:1], "alone")
        slowest = measure(port, chat, cookies, f"{len(cookies)} readers")
    finally:
        program.terminate()
        program.wait(15)
    print(f"control, one reader alone: {alone:.2f} s at most")
    print("reached" if slowest <= GOAL_SECONDS else f"NOT REACHED: {slowest:.2f} s")
    return 0 if slowest <= GOAL_SECONDS else 1


def wait_for(port: int) -> None:
    end = time.monotonic() + 200
    while time.monotonic() < end:
        try:
            one = HTTPConnection("127.0.0.1", port, timeout=2)
            one.request("GET", "/healthz", headers={"Host": "localhost"})
            if one.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("the program does not serve")


def prepare(readers: int) -> tuple[int, list[tuple[str, str]]]:
    """A school, its people with a session each, and an hour that has begun."""
    import django

    django.setup()
    from datetime import date

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from collegium.community.models import Chat
    from collegium.community.views.chats import seat_of
    from collegium.kit import clock
    from collegium.people.models import Appointment, Person, School

    school = School.objects.create(name="Bench", slug="bench")
    cookies = []
    for number in range(readers):
        person = Person.objects.create(first_name=f"P{number}", email=f"p{number}@example.org")
        Appointment.objects.create(person=person, school=school, starts_on=date(2020, 9, 1))
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "collegium.people.signin.Backend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookies.append((str(session.session_key), person))
    host = Person.objects.order_by("pk").first()
    assert host is not None
    now = clock.now()
    chat = Chat.objects.announce("Bench", host=host, home=school, starts_at=now, questions=["Why?"], width="school",
                                 at=now)  # fmt: skip
    return chat.pk, [(cookie, seat_of(chat.pk, person)) for cookie, person in cookies]


def measure(port: int, chat: int, cookies: list[tuple[str, str]], name: str) -> float:
    """The slowest of all readers, over all lines."""
    readers = [Reader(port, chat, cookie, place / len(cookies)) for place, cookie in enumerate(cookies)]
    for one in readers:
        one.start()
    time.sleep(3)
    taken: list[float] = []
    for number in range(LINES):
        sent = time.monotonic()
        words = say(chat, number, name)
        end = sent + 10
        while time.monotonic() < end and any(words not in one.heard for one in readers):
            time.sleep(0.02)
        taken += [one.heard.get(words, end) - sent for one in readers]
        time.sleep(0.4)
    for one in readers:
        one.is_over = True
    for one in readers:
        one.join(20)
    taken.sort()
    most = taken[int(0.99 * len(taken))]
    print(f"{name}: median {median(taken):.2f} s, 99 in 100 {most:.2f} s, slowest {taken[-1]:.2f} s")
    return taken[-1]


def say(chat: int, number: int, name: str) -> str:
    from collegium.community.models import Chat
    from collegium.kit import clock
    from collegium.people.models import Person

    found = Chat.objects.select_related("home").get(pk=chat)
    people = list(Person.objects.order_by("pk")[:LINES])
    words = f"line {number} for {name}"
    found.say(words, person=people[number % len(people)], home=found.home, at=clock.now())
    return words


class Reader(threading.Thread):
    """Asks once a second, as the page does."""

    def __init__(self, port: int, chat: int, cookie: tuple[str, str], later: float) -> None:
        super().__init__(daemon=True)
        self.line = HTTPConnection("127.0.0.1", port, timeout=15)
        self.address, self.later = f"/community/chats/{chat}/after/{cookie[1]}", later
        self.headers = {"Host": "localhost", "Cookie": f"sessionid={cookie[0]}"}
        self.heard: dict[str, float] = {}
        self.mark, self.is_over = ("0", "0"), False

    def run(self) -> None:
        time.sleep(self.later)
        while not self.is_over:
            self.line.request("GET", f"{self.address}/{self.mark[0]}/{self.mark[1]}/", headers=self.headers)
            answer = self.line.getresponse()
            text = answer.read().decode()
            if answer.status == 200:
                at = time.monotonic()
                for words in re.findall(r"line \d+ for [\w ]+", text):
                    self.heard.setdefault(words, at)
                if found := MARK.search(text):
                    self.mark = (found[1], found[2])
            time.sleep(1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
