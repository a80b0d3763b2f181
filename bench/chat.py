"""A live chat with 200 readers: how long until what one says has reached them all.

Goal: every reader has a line within 2 s of the moment at which it was sent, on two cores, while all ask once a second
as the page's script does. A real program with its own web processes, 200 connections kept open, 10 lines by different
people, three rounds. Controls in the same run: one reader alone, and the same 200 readers before a stand-in that has
its answers by heart; what they need there is this generator's own time, since it lives on the same two cores. Beside
each round stands what share of a core the program and the generator took: on a machine that others use too, these are
what may be compared.
Run with the environment of the tests: ``python bench/chat.py [readers]``; it is over within three minutes.
"""

import os
import random
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

SRC = str(Path(__file__).parents[1] / "src")
sys.path[:0] = [SRC]
DATA = tempfile.mkdtemp()
os.environ["COLLEGIUM_DATA"] = DATA
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"
os.environ["PYTHONPATH"] = SRC

GOAL_SECONDS, LINES, ROUNDS = 2.0, 10, 3
MARK = re.compile(r'data-version="(\d+)" data-released="(\d+)" data-until="(\d+)"')
# As in community/chat.js: asked again so long after an answer, a little more or less.
QUICK, JITTER = 1.0, 0.1
ZONE = "?zone=Europe/London"


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
        alone = measure(port, chat, cookies[:1], "one alone", say, program.pid)
        rounds = [measure(port, chat, cookies, f"round {one + 1}", say, program.pid) for one in range(ROUNDS)]
    finally:
        program.terminate()
        program.wait(15)
    bare = before_a_stand_in(cookies)
    slowest = max(rounds)
    print(f"{len(cookies)} readers, slowest of {ROUNDS} rounds {slowest:.2f} s: {slowest / alone:.1f} times one "
          f"alone, {slowest / bare:.1f} times the generator by itself")  # fmt: skip
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

    from collegium.community.listening import seat_of
    from collegium.community.models import Chat
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
        cookies.append(str(session.session_key))
    host = Person.objects.order_by("pk").first()
    assert host is not None
    now = clock.now()
    chat = Chat.objects.announce("Bench", host=host, home=school, starts_at=now, questions=["Why?"], width="school",
                                 at=now)  # fmt: skip
    return chat.pk, [(cookie, seat_of(chat.pk, cookie)) for cookie in cookies]


def before_a_stand_in(cookies: list[tuple[str, str]]) -> float:
    """The same readers, with nothing behind the door."""
    stand_in = StandIn()
    stand_in.start()
    try:
        return measure(stand_in.port, 1, cookies, "no program", stand_in.say)
    finally:
        stand_in.door.close()


class StandIn(threading.Thread):
    """Answers a question of a reader from memory: a line of HTTP in, a line out."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.door = socket.create_server(("127.0.0.1", 0), backlog=500)
        self.port, self.version, self.words = self.door.getsockname()[1], 0, ""

    def say(self, _chat: int, number: int, name: str) -> str:
        words = f"line {number} for {name}"
        self.words, self.version = words, self.version + 1
        return words

    def run(self) -> None:
        with selectors.DefaultSelector() as lines:
            lines.register(self.door, selectors.EVENT_READ)
            while self.door.fileno() >= 0:
                for key, _ready in lines.select(0.5):
                    if key.fileobj is self.door:
                        lines.register(self.door.accept()[0], selectors.EVENT_READ)
                    else:
                        self.answer(key.fileobj, lines)

    def answer(self, line: Any, lines: selectors.BaseSelector) -> None:
        asked = line.recv(4096)
        if not asked:
            lines.unregister(line)
            return line.close()
        version = int(asked.split(b" ", 2)[1].split(b"/")[6])
        if version >= self.version:
            return line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        mark = f'data-version="{self.version}" data-released="1" data-until="{10**14}"'
        body = f"<div {mark}>{self.words}</div>".encode()
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


def measure(
    port: int, chat: int, cookies: list[tuple[str, str]], name: str, say: Callable[[int, int, str], str],
    program: int = -1,
) -> float:  # fmt: skip
    """The slowest of all readers, over all lines."""
    began, worked, served = time.monotonic(), time.process_time(), seconds_of(program)
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
        time.sleep(random.uniform(0.2, 1.2))
    for one in readers:
        one.is_over = True
    for one in readers:
        one.join(20)
    taken.sort()
    most = taken[int(0.99 * len(taken))]
    passed = time.monotonic() - began
    ours, theirs = (time.process_time() - worked) / passed, (seconds_of(program) - served) / passed
    print(f"{name}: median {median(taken):.2f} s, 99 in 100 {most:.2f} s, slowest {taken[-1]:.2f} s; of one core the "
          f"program took {theirs:.0%}, the generator {ours:.0%}")  # fmt: skip
    return taken[-1]


def seconds_of(program: int) -> float:
    """What a program and its processes have taken of the processors so far."""
    rows = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _bracket, rest = stat.read_text().partition(" (")
            fields = rest.rpartition(") ")[2].split()
            rows[int(number)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    family = {program}
    while more := {number for number, (parent, _ticks) in rows.items() if parent in family} - family:
        family |= more
    return sum(rows[one][1] for one in family if one in rows) / os.sysconf("SC_CLK_TCK")


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
        self.mark, self.is_over = ("0", "0", "0"), False

    def run(self) -> None:
        time.sleep(self.later)
        while not self.is_over:
            self.line.request("GET", f"{self.address}/{'/'.join(self.mark)}/{ZONE}", headers=self.headers)
            answer = self.line.getresponse()
            text = answer.read().decode()
            if answer.status == 200:
                at = time.monotonic()
                for words in re.findall(r"line \d+ for [\w ]+", text):
                    self.heard.setdefault(words, at)
                if found := MARK.search(text):
                    self.mark = (found[1], found[2], found[3])
            time.sleep(QUICK * random.uniform(1 - JITTER, 1 + JITTER))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
