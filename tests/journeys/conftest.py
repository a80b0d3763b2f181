"""The real program, a real browser, and a mail server that keeps what it is given."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from shutil import copytree
from threading import Timer

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

from tests.journeys.beginning import begin
from tests.journeys.papers import DEPUTY

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1280, "height": 900}}
PHONE, DESK = SIZES["phone"], SIZES["desk"]

# What a story brings about itself: refusals, and a network that was taken away.
EXPECTED = r"status of 4(04|03|22|09)|ERR_INTERNET_DISCONNECTED"

# On a busy machine a page may still be half in the colours of before; a window that draws nothing is not waited for.
UNTIL_DRAWN = """() => Promise.race([
  new Promise((late) => setTimeout(late, 5000)),
  (async () => {
    for (const _ of "12") await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations().map((one) => one.finished))
  })(),
])"""

# What somebody with eyes would say of a page: too wide, cut off, outside of its box, written over.
LOOKS = (Path(__file__).parent / "looks.js").read_text()

# A story takes at most a minute and a half on a busy machine.
STANDS_STILL = 300

AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations.map(({id, nodes}) =>
  `${id} at ${nodes.slice(0, 3).map((node) => node.target).join(", ")}: ${nodes[0].any.map((one) => one.message)}`)"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """A running Collegium: where it is, where its data lies, and what it printed."""

    def __init__(self, data: Path, *args: str, settings: dict[str, str] | None = None) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("COLLEGIUM_", "COV", "PYTEST", "DJANGO"))
        }  # fmt: skip
        self.ahead = data.parent / f"{data.name}.ahead"
        here = Path(__file__).parent
        paths = [str(here.parents[1] / "src"), str(here / "moved")]
        environment |= {"PYTHONPATH": os.pathsep.join(paths), "CLOCK_AHEAD": str(self.ahead)} | (settings or {})
        command = [sys.executable, "-m", "collegium", "run", "--data", str(data), "--port", str(self.port), *args]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=data.parent
            )

    def let_pass(self, **time: float) -> None:
        """Days, hours or minutes go by for the program; what it does each minute it does at once."""
        passed = float(self.ahead.read_text()) if self.ahead.exists() else 0.0
        draft = self.ahead.with_suffix(".new")
        draft.write_text(str(passed + timedelta(**time).total_seconds()))
        draft.replace(self.ahead)

    def wait(self, seconds: int = 240) -> "House":
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2).close()
                return self
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"not serving after {seconds} s:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Letterbox:
    """A mail server for one school: it accepts every letter and keeps it."""

    def __init__(self) -> None:
        self.letters = []
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content, policy=policy.default)))
        return "250 kept"

    def text_to(self, address: str, seconds: int = 90) -> str:
        """The text of the last letter to an address; the outbox is looked at each minute, whatever happened."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [letter for to, letter in self.letters if to == address]
            if found:
                return found[-1].get_body(("plain",)).get_content()
            time.sleep(0.2)
        raise AssertionError(f"no letter to {address}; there are {[to for to, _ in self.letters]}")


@contextmanager
def running(data: Path, *args: str, settings: dict[str, str] | None = None):
    house = House(data, *args, settings=settings)
    try:
        yield house.wait()
    finally:
        house.stop()


@pytest.fixture(scope="session")
def letterbox():
    box = Letterbox()
    yield box
    box.controller.stop()


@pytest.fixture(scope="session")
def first_day(tmp_path_factory):
    """A data folder that is made ready, and in which nobody is yet; every new house begins with a copy."""
    data = tmp_path_factory.mktemp("first") / "data"
    with running(data, "--empty"):
        return data


@pytest.fixture(scope="session")
def new_house(first_day, tmp_path_factory, letterbox):
    """An empty product, as on its first day; it has a mail server in reach that nobody has told it of."""
    with running(copytree(first_day, tmp_path_factory.mktemp("new") / "data"), "--empty") as house:
        yield house


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """The demo network in the middle of its year, as it is filled: houses of their own begin with a copy."""
    data = tmp_path_factory.mktemp("filled") / "data"
    with running(data):
        return data


@pytest.fixture(scope="session")
def demo_house(demo_data, tmp_path_factory):
    """The demo network, which many stories change in turn."""
    # A VLE of the tests' own answers on this machine, where none is asked without a technician's yes.
    data = copytree(demo_data, tmp_path_factory.mktemp("demo") / "data")
    with running(data, settings={"COLLEGIUM_SIGN_ON_INSIDE": "1"}) as house:
        yield house


@pytest.fixture(scope="module")
def fresh_demo(demo_data, tmp_path_factory):
    """The demo network for one module alone, in which no other story has closed a poll or shared a plan."""
    with running(copytree(demo_data, tmp_path_factory.mktemp("fresh") / "data")) as house:
        yield house


@pytest.fixture(scope="session")
def begun_house(first_day, tmp_path_factory, letterbox, browser):
    """Hillside School on its first evening: the deputy head is in, and nobody else."""
    with running(copytree(first_day, tmp_path_factory.mktemp("begun") / "data"), "--empty") as house:
        with window(browser) as page:
            begin(page, house, DEPUTY, school="Hillside School")
            page.get_by_role("heading", name="Address and mail").wait_for()
        yield house


class Browser:
    """One for all stories; when a story had to be ended with it, the next one finds another."""

    def __init__(self, playwright) -> None:
        self.kind, self.opened = playwright.chromium, None

    def living(self):
        if not (self.opened and self.opened.is_connected()):
            self.opened = self.kind.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        return self.opened

    def new_context(self, **kinds):
        return self.living().new_context(**kinds)

    def number(self) -> int:
        """The process that is ended when a story stands still."""
        told = self.living().new_browser_cdp_session().send("SystemInfo.getProcessInfo")
        return next(one["id"] for one in told["processInfo"] if one["type"] == "browser")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        yield Browser(playwright)


@pytest.fixture(autouse=True)
def no_story_stands_still(request):
    """Some calls of a browser wait for ever: after five minutes it is ended, and the story fails where it stands."""
    if "browser" not in request.fixturenames:
        yield
        return
    watch = Timer(STANDS_STILL, os.kill, (request.getfixturevalue("browser").number(), signal.SIGKILL))
    watch.start()
    yield
    watch.cancel()


@contextmanager
def window(browser, size: dict[str, int] = DESK, **kinds):
    """A new visitor's window of a size; its complaints are collected for ``judge``."""
    context = browser.new_context(**{"viewport": size, "locale": "en-GB", "timezone_id": "Europe/London"} | kinds)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def open_page(browser):
    """Opens windows, and closes them when the story is over."""
    with ExitStack() as windows:
        yield lambda size=DESK, **kinds: windows.enter_context(window(browser, size, **kinds))


def judge(page: Page, stop: str) -> None:
    """At a named stop: this page at both widths, light and dark, has nothing to find for axe, overflow or console."""
    size = page.viewport_size
    found = []
    for width, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.evaluate(UNTIL_DRAWN)
            wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{width} {theme}: {wide} px too wide")
            found += [f"{width} {theme}: {violation}" for violation in violations(page)]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size(size)
    found += [f"console: {text}" for text in page.complaints if not re.search(EXPECTED, text)]
    assert found == [], f"{stop} ({page.url})"


def violations(page: Page) -> list[str]:
    """What axe finds, and finds again: on a busy machine it may look while colours still change."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)
    if found:
        page.wait_for_timeout(300)
        found = page.evaluate(AXE)
    return found


def sheets(page: Page) -> int:
    """On how many sheets of A4 the page prints, and that something stands on them."""
    page.emulate_media(media="print")
    assert page.locator("main").inner_text().strip(), "it prints blank"
    page.emulate_media(media="null")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def sign_in(page: Page, house: House, address: str, password: str = "tea-and-biscuits") -> Page:
    page.goto(f"{house.address}/account/login/")
    page.get_by_label("Work address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()
    return page
