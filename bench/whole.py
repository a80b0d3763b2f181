"""What the whole costs whoever opens it, beside the goals: ``python bench/whole.py [--seconds N]``.

The demo as shipped (waitress, 2 processes, SQLite), in Chromium: what a first and a later visit move, what scripts
weigh, how soon the largest thing stands there, on this machine and on a phone slowed four times at 1.6 Mbit/s. Then
the memory of its processes, the time of a cold start, and forms that write, by 8 and by 32 people at once. The
control in the same run: the same server with a page of 20 KB that is always the same. It prints goal and figure;
nothing fails.
"""

import argparse
import os
import re
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from serving import CONTROL, SOURCE, Visitor, children, free_port, times_of, wait_for

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WHO, PASSWORD = "coordinator@northgate.example", "tea-and-biscuits"
PAGES = ("/account/login/", "/", "/groups/", "/enquiry/ideas/", "/calendar/")
# 1.6 Mbit/s, in bytes a second.
PHONE = {"offline": False, "latency": 0, "downloadThroughput": 200_000, "uploadThroughput": 96_000}
WATCH = """
window.seen = {largest: 0, blocked: 0};
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.largest = one.startTime; }))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.blocked += one.duration - 50; }))
  .observe({type: "longtask", buffered: true});
"""


@dataclass
class Moved:
    """What came over the wire for one page, by kind: kilobytes as packed, and how often it was asked."""

    kilobytes: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    @property
    def whole(self) -> float:
        return sum(self.kilobytes.values())


@contextmanager
def program(data: str) -> Iterator[tuple[int, int]]:
    """Its port and number, from the moment at which it answers."""
    port = free_port()
    command = [sys.executable, "-m", "collegium", "run", "--data", data, "--port", str(port)]
    one = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(SOURCE)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, one)
        Visitor(port).ask("/account/login/")
        yield port, one.pid
    finally:
        one.terminate()
        one.wait(15)


def told(name: str, figure: float, goal: float, unit: str, *, least: bool = False) -> None:
    word = "met" if (figure >= goal if least else figure <= goal) else "NOT MET"
    print(f"{name:58} {figure:9.1f} {unit:4} {'at least' if least else 'at most'} {goal:g}: {word}", flush=True)


def visited(page: Page, address: str) -> Moved:
    """One page opened and read."""
    moved, kinds, kept, line = Moved(), {}, set(), page.context.new_cdp_session(page)

    def answered(part: dict[str, Any]) -> None:
        answer = part["response"]
        near = part["requestId"] in kept or answer.get("fromDiskCache") or answer.get("fromServiceWorker")
        if not near and not answer["url"].startswith("data:"):
            kinds[part["requestId"]] = part["type"]
            moved.asked += 1

    def arrived(part: dict[str, Any]) -> None:
        if part["requestId"] in kinds:
            moved.kilobytes[kinds[part["requestId"]]] += part["encodedDataLength"] / 1000

    line.send("Network.enable")
    line.on("Network.requestServedFromCache", lambda part: kept.add(part["requestId"]))
    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", arrived)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    line.detach()
    return moved


def signed_in(browser: Browser, address: str, **kinds: Any) -> Page:
    """A window of somebody who is signed in, and in which nothing was kept of it."""
    context = browser.new_context(locale="en-GB", **kinds)
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.get_by_label("Work address").fill(WHO)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("networkidle")
    forget(page)
    return page


def forget(page: Page) -> None:
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def visits(browser: Browser, address: str) -> None:
    page = signed_in(browser, address, service_workers="block")
    first, later = {}, {}
    for path in PAGES[1:]:
        forget(page)
        first[path], later[path] = visited(page, address + path), visited(page, address + path)
    page.context.close()
    stranger = browser.new_context(service_workers="block").new_page()
    first[PAGES[0]] = visited(stranger, address + PAGES[0])
    told("first visit, the heaviest of five pages", max(one.whole for one in first.values()), 110, "KB")
    told("  requests", max(one.asked for one in first.values()), 8, "")
    told("  the page itself", max(one.kilobytes["Document"] for one in first.values()), 14, "KB")
    told("  scripts", max(one.kilobytes["Script"] for one in first.values()), 25, "KB")
    told("later visit", max(one.whole for one in later.values()), 10, "KB")
    told("  requests", max(one.asked for one in later.values()), 1, "")


def paints(browser: Browser, address: str, *, slowed: bool) -> None:
    size = {"width": 360, "height": 780} if slowed else {"width": 1280, "height": 900}
    page = signed_in(browser, address, viewport=size, service_workers="block")
    if slowed:
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", PHONE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    largest, blocked = [], []
    for _ in range(5):
        forget(page)
        page.goto(f"{address}/")
        page.wait_for_load_state("networkidle")
        seen = page.evaluate("seen")
        largest.append(seen["largest"])
        blocked.append(seen["blocked"])
    where = "a phone slowed four times, 1.6 Mbit/s" if slowed else "this machine"
    told(f"Today, largest paint on {where}", median(largest) / 1000, 1 if slowed else 0.3, "s")
    if not slowed:
        told("  time in which it answers nobody", median(blocked), 0, "ms")
    page.context.close()


def memory(number: int) -> None:
    """The share of each process in what they hold together (PSS)."""
    sizes: Counter[str] = Counter()
    for child in children(number):
        words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
        kind = next((one for one in words if one in ("web", "work")), "other")
        held = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{child}/smaps_rollup").read_text(), re.M)
        sizes[kind] += int(held[1]) / 1000 if held else 0
    told("memory of the web processes", sizes["web"], 150, "MB")
    told("memory of the idle worker", sizes["work"], 120, "MB")


def cold_start(data: str) -> None:
    began = time.perf_counter()
    with program(data):
        told("cold start to the first page", time.perf_counter() - began, 3, "s")


def thread_of(data: str) -> int:
    """Where the coordinator writes."""
    with sqlite3.connect(f"file:{data}/collegium.sqlite3?mode=ro", uri=True) as found:
        asked = "SELECT thread_id FROM conversation_post p JOIN people_person q ON q.id = p.by_id WHERE q.email = ?"
        return int(found.execute(asked, [WHO]).fetchone()[0])


def writes(port: int, data: str, people: int, seconds: float) -> None:
    """Posts in one thread, each a form with its key, for so long."""
    path, visitor = f"/talk/threads/{thread_of(data)}/", Visitor(port)
    page = visitor.ask("/account/login/")[1]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    typed = {"login": WHO, "password": PASSWORD, "csrfmiddlewaretoken": token[1].decode()}
    assert visitor.ask("/account/login/", typed)[0] == 302
    given = dict(pair.split("=", 1) for pair in visitor.cookies.split("; "))["csrftoken"]
    until, taken, answers = time.perf_counter() + seconds, [], Counter()

    def write(number: int) -> None:
        mine = Visitor(port, visitor.cookies)
        while (began := time.perf_counter()) < until:
            text = {"text": f"We waited, said {number}.", "key": secrets.token_hex(9), "csrfmiddlewaretoken": given}
            answers[mine.ask(f"{path}posts/", text)[0]] += 1
            taken.append((time.perf_counter() - began) * 1000)

    at_once = [threading.Thread(target=write, args=(number,)) for number in range(people)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    told(f"posts in a second, {people} people at once", answers[302] / seconds, 276, "", least=True)
    told("  the slowest of a hundred", quantiles(taken, n=100)[98], 60, "ms")
    told("  not taken", sum(answers.values()) - answers[302], 0, "")


def control() -> None:
    port = free_port()
    one = subprocess.Popen([sys.executable, "-c", CONTROL, str(port)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, one)
        print(f"control: 20 KB that are always the same, {median(times_of(port, '/', '')):.1f} ms alone")
    finally:
        one.terminate()
        one.wait(10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8)
    seconds = parser.parse_args().seconds
    print(f"Python {sys.version.split()[0]}; load {os.getloadavg()[0]:.1f}")
    control()
    with tempfile.TemporaryDirectory() as scratch:
        data = f"{scratch}/data"
        with program(data) as (port, number), sync_playwright() as playwright:
            time.sleep(3)
            memory(number)
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            address = f"http://localhost:{port}"
            visits(browser, address)
            paints(browser, address, slowed=False)
            paints(browser, address, slowed=True)
            browser.close()
        cold_start(data)
        with program(data) as (port, _number):
            for people in (8, 32):
                writes(port, data, people, seconds)


if __name__ == "__main__":
    main()
