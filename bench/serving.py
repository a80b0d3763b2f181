"""How fast pages are served: `python bench/serving.py [--seconds N]`.

The demo network as shipped (waitress, 2 processes, SQLite), signed in, beside a control in the same run: a constant
page of 20 KB from one process of the same server. Only ratios carry over to other machines. Then the same page beside
fifty forms that are sent a few bytes at a time; goal: answered within 100 ms.
"""

import argparse
import http.client
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

SOURCE = Path(__file__).parent.parent / "src"
CONNECTIONS = 8
SLOW, GOAL = 50, 100
FORM = (
    "POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 100000\r\nConnection: close\r\n\r\n"
)
PAGES = ("/account/login/", "/", "/groups/")
CONTROL = """
import sys
from waitress import serve
page = b"x" * 20_000
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
    return [page]
serve(application, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Visitor:
    """One browser with one open connection and its cookies."""

    def __init__(self, port: int, cookies: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = cookies

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": self.cookies, "Host": "localhost"}
        if typed is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if typed is None else "POST", path, urlencode(typed or {}), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        found = dict(pair.split("=", 1) for pair in self.cookies.split("; ") if pair)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            found[name] = value
        self.cookies = "; ".join(f"{name}={value}" for name, value in found.items())
        return answer.status, content

    def sign_in(self) -> None:
        _, page = self.ask("/account/login/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        typed = {"login": "teacher@northgate.example", "password": "tea-and-biscuits"}
        status, _ = self.ask("/account/login/", typed | {"csrfmiddlewaretoken": token[1].decode()})
        assert status == 302, f"signing in was answered {status}"


def processor_seconds(pids: list[int]) -> float:
    ticks = os.sysconf("SC_CLK_TCK")
    used = 0
    for pid in pids:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += int(words[11]) + int(words[12])
    return used / ticks


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def measure(
    port: int, path: str, pids: list[int], cookies: str, seconds: float, *, alone: int = 30
) -> tuple[float, float, float]:
    """Milliseconds alone, processor milliseconds for each request, and requests in a second."""
    times = times_of(port, path, cookies, alone) or [0.0]
    answered = [0] * CONNECTIONS
    until = time.perf_counter() + seconds

    def visit(number: int) -> None:
        visitor = Visitor(port, cookies)
        while time.perf_counter() < until:
            visitor.ask(path)
            answered[number] += 1

    used = processor_seconds(pids)
    visits = [threading.Thread(target=visit, args=(number,)) for number in range(CONNECTIONS)]
    for one in visits:
        one.start()
    for one in visits:
        one.join()
    used = processor_seconds(pids) - used
    return median(times), used / sum(answered) * 1000, sum(answered) / seconds


def beside_slow_forms(port: int, path: str, cookies: str) -> None:
    """How long a page takes while fifty bodies trickle in, beside the same page a moment before."""
    calm = times_of(port, path, cookies)
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    over = threading.Event()

    def trickle() -> None:
        while not over.wait(0.1):
            for connection in slow:
                connection.sendall(b"x" * 10)

    for connection in slow:
        connection.sendall(FORM.encode() + b"x" * 1000)
    feeding = threading.Thread(target=trickle)
    feeding.start()
    beside = times_of(port, path, cookies)
    over.set()
    feeding.join()
    for connection in slow:
        connection.close()
    word = "met" if median(beside) < GOAL else "MISSED"
    print(f"{path} beside {SLOW} slow bodies: median {median(beside):.1f} ms, worst of 30 {max(beside):.1f} ms")
    print(f"  control without them: {median(calm):.1f} ms, {max(calm):.1f} ms; goal for the median {GOAL} ms: {word}")


def times_of(port: int, path: str, cookies: str, times_asked: int = 30, answered: int = 200) -> list[float]:
    visitor, times = Visitor(port, cookies), []
    for _ in range(times_asked):
        began = time.perf_counter()
        status, _ = visitor.ask(path)
        times.append((time.perf_counter() - began) * 1000)
        assert status == answered, f"{path} was answered {status}"
    return times


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as scratch:
        port, other = free_port(), free_port()
        given = os.environ | {"PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-m", "collegium", "run", "--data", f"{scratch}/data", "--port", str(port)]
        ours = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL)
        control = subprocess.Popen([sys.executable, "-c", CONTROL, str(other)], stderr=subprocess.DEVNULL)
        try:
            wait_for(port, ours)
            wait_for(other, control)
            time.sleep(3)
            visitor = Visitor(port)
            visitor.sign_in()
            print(f"{'page':24} {'alone, ms':>10} {'CPU, ms':>8} {'requests/s':>11}")
            rows = [("constant (1 process)", other, "/", [control.pid], "")]
            rows += [(path, port, path, children(ours.pid), visitor.cookies) for path in PAGES if path != PAGES[0]]
            rows.insert(1, (PAGES[0], port, PAGES[0], children(ours.pid), ""))
            for name, where, path, pids, cookies in rows:
                alone, used, speed = measure(where, path, pids, cookies, seconds)
                print(f"{name:24} {alone:10.1f} {used:8.2f} {speed:11.0f}")
            beside_slow_forms(port, "/", visitor.cookies)
            memory = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in children(ours.pid)]
            print("memory of each process, MB:", [pages * resource.getpagesize() // 1_000_000 for pages in memory])
        finally:
            for process in (ours, control):
                process.terminate()
                process.wait(10)


if __name__ == "__main__":
    main()
