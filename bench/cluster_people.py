"""The people of `bench/cluster`: they sign in, read, write, and send again what was not taken."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlencode

from aiosmtpd.controller import Controller

PASSWORD = "tea-and-biscuits"
WORDS_OF_503 = b"needs a moment"
# As the page says: wait a few seconds, go back and send it again.
PATIENCE = 1.0


@dataclass
class Day:
    """What happened to everybody together."""

    acknowledged: dict[str, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    never: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def saw(self, what: str) -> None:
        with self.lock:
            self.seen[what] += 1

    def longest_gap(self) -> float:
        """The longest time in which nobody's write was acknowledged."""
        times = sorted(self.acknowledged.values())
        return max((after - before for before, after in pairwise(times)), default=0.0)

    def gap_after(self, moment: float) -> float:
        """From the last write before a kill could be felt, the longest wait for the next one."""
        times = sorted(self.acknowledged.values())
        near = [t for t in times if moment - 2 <= t <= moment + 60]
        return max((after - before for before, after in pairwise(near)), default=60.0)


class Person(threading.Thread):
    """One teacher with one browser. A proxy would send them to the other machine where one does not answer."""

    def __init__(
        self, number: int, email: str, threads: list[str], groups: list[str], ports: list[int], day: Day
    ) -> None:
        super().__init__(name=email)
        self.number, self.email, self.day, self.ports = number, email, day, ports
        self.threads, self.groups = threads, groups
        self.chance = random.Random(number)
        self.cookies: dict[str, str] = {}
        self.at = number % len(ports)
        self.connection: http.client.HTTPConnection | None = None
        self.said = 0

    def run(self) -> None:
        while not self.day.over.is_set() and not self.sign_in():
            time.sleep(PATIENCE)
        while not self.day.over.wait(self.chance.uniform(1.5, 4.5)):
            if self.chance.random() < 0.6:
                self.read()
            else:
                self.write()

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str, bytes]:
        """One request, to the other machine where this one is gone. Nothing came back: status 0."""
        for _ in self.ports:
            try:
                return self._ask(path, typed)
            except (OSError, http.client.HTTPException) as trouble:
                self.day.saw(f"no answer ({type(trouble).__name__})")
                self.connection, self.at = None, (self.at + 1) % len(self.ports)
                if typed is not None:
                    # A proxy does not send a form again by itself: the person does.
                    break
        return 0, "", b""

    def _ask(self, path: str, typed: dict[str, str] | None) -> tuple[int, str, bytes]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.ports[self.at], timeout=30)
        headers = {
            "Host": "localhost", "X-Forwarded-For": f"10.0.{self.number // 250}.{self.number % 250 + 1}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }  # fmt: skip
        if typed is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if typed is None else "POST", path, urlencode(typed or {}), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        self.day.saw(self.told(answer.status, content))
        return answer.status, answer.headers.get("Location") or "", content

    def told(self, status: int, content: bytes) -> str:
        if status == 503:
            return "503 with its words" if WORDS_OF_503 in content else "503 WITHOUT WORDS"
        return str(status)

    def sign_in(self) -> bool:
        status, _, page = self.ask("/account/login/")
        if status != 200:
            return False
        token = hidden(page, "csrfmiddlewaretoken")
        typed = {"login": self.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        status, where, _ = self.ask("/account/login/", typed)
        return status == 302 and "login" not in where

    def read(self) -> None:
        path = self.chance.choice(["/", *(f"/groups/{group}/" for group in self.groups), *self.threads])
        began = time.monotonic()
        status, where, _ = self.ask(path)
        if status == 200:
            with self.day.lock:
                self.day.reads.append(time.monotonic() - began)
        elif status == 302 and "login" in where:
            self.day.saw("SIGNED OUT")

    def write(self) -> None:
        """Words in a thread, sent again with the same key until they are acknowledged."""
        path = self.chance.choice(self.threads)
        status, _, page = self.ask(path)
        if status != 200:
            return
        self.said += 1
        mark = f"day-{self.number}-{self.said}-x"
        form = page[page.index(b'id="say"') :]
        typed = {name: hidden(form, name) for name in ("csrfmiddlewaretoken", "key")} | {"text": mark}
        began = time.monotonic()
        while not self.send(f"{path}posts/", typed):
            if time.monotonic() > began + 120:
                self.day.never.append(mark)
                return
            time.sleep(PATIENCE)
        with self.day.lock:
            self.day.acknowledged[mark] = time.monotonic()
            self.day.waits.append(time.monotonic() - began)

    def send(self, path: str, typed: dict[str, str]) -> bool:
        status, where, _ = self.ask(path, typed)
        return status == 302 and "login" not in where


def hidden(page: bytes, name: str) -> str:
    found = re.search(rb'name="%b" value="([^"]+)"' % name.encode(), page)
    assert found, f"There is no {name} in this form."
    return found[1].decode()


class PostOffice:
    """A mail server that takes everything, and remembers what came."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.subjects: dict[str, str] = {}
        self.controller: Controller | None = None

    def open(self, port: int) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=port)
        self.controller.start()

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:
        text = envelope.content.decode(errors="replace")
        found = re.search(r"(?im)^Message-ID:\s*(\S+)", text)
        subject = re.search(r"(?im)^Subject:\s*(.+?)\r?$", text)
        identity = found[1] if found else text
        self.came[identity] += 1
        self.subjects[identity] = subject[1] if subject else ""
        return "250 OK"

    def close(self) -> None:
        if self.controller:
            self.controller.stop()
