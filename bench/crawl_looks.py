"""A browser looks at each page: is it as wide as the window, is a text cut off, what does axe find."""

import sys
import time
from collections.abc import Iterable, Iterator

from axe_playwright_python.base import AXE_SCRIPT
from crawl_pages import Stop, visitor
from playwright.sync_api import Browser, BrowserContext, Error, Page
from tests.journeys.conftest import LOOKS

# 640 and 320 are a window of 1280 at 200 % and at 400 %.
HEIGHTS = {1280: 900, 640: 450, 360: 780, 320: 256}
# Axe reads all at both widths by day; at night, what depends on colours.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
AXE = """async (rules) => {
  const options = { resultTypes: ["violations"] };
  if (rules) options.runOnly = { type: "rule", values: rules };
  return (await axe.run(options)).violations.map(({ id, nodes }) =>
    `${id} at ${nodes.slice(0, 3).map((node) => node.target).join(", ")}: ${nodes[0].any.map((one) => one.message)}`);
}"""
SETTLED = "() => new Promise((then) => setTimeout(then, 60))"
HOUSE = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
Found = tuple[Stop, str, str]


def window(browser: Browser, address: str, who: str, language: str) -> Page:
    """Somebody is signed in already, as the other half is, and reads in this language."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, **HOUSE)
    context.set_default_timeout(20_000)
    context.add_cookies([
        {"name": name, "value": one.value, "url": address} for name, one in visitor(who, language).cookies.items()
    ])  # fmt: skip
    return context.new_page()


def looked_at(
    browser: Browser, address: str, found: Iterable[Stop], language: str, until: float, with_axe: bool = True
) -> Iterator[tuple[Stop, list[tuple[str, str]]]]:
    """Each stop with what was seen of it, until the time is up."""
    windows: dict[str, Page] = {}
    for stop in found:
        if time.monotonic() > until:
            return
        if stop.who not in windows:
            windows[stop.who] = window(browser, address, stop.who, language)
        try:
            yield stop, list(seen(windows[stop.who], address + stop.path, with_axe))
        except Error as error:
            print(f"  {stop} in {language}: {error.message.splitlines()[0]}", file=sys.stderr)
            windows.pop(stop.who).context.close()
    for page in windows.values():
        page.context.close()


def seen(page: Page, address: str, with_axe: bool) -> Iterator[tuple[str, str]]:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if with_axe:
        page.evaluate(AXE_SCRIPT)
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        yield from ((f"{width} px", one) for one in page.evaluate(f"({LOOKS})()"))
        if with_axe and width in (360, 1280):
            yield from ((f"axe, {width} px, light", one) for one in page.evaluate(AXE, None))
            page.emulate_media(color_scheme="dark")
            page.evaluate(SETTLED)
            yield from ((f"{width} px, dark", one) for one in page.evaluate(f"({LOOKS})()"))
            yield from ((f"axe, {width} px, dark", one) for one in page.evaluate(AXE, OF_COLOURS))
            page.emulate_media(color_scheme="light")


