"""The pictures of these pages, taken out of the demo by day and by night: ``bin/pictures``.

Each scene says who looks, in a window of which size, and how they come to what is shown. A story in a browser walks
through the same scenes, so that none is kept of a page that is no longer there.
"""

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import CHROMIUM, PHONE, UNTIL_DRAWN, House, running, sign_in, window

from docs.site.building import DARK, DOCS

PICTURES = DOCS / "pictures"
DESK = {"width": 1120, "height": 780}
SHARPNESS = 1.5
QUALITY = 70


@dataclass(frozen=True)
class Scene:
    """One picture: whose window, and the way to what is shown in it."""

    name: str
    who: str
    go: Callable[[Page, House], None]
    size: dict[str, int]


def today(page: Page, house: House) -> None:
    expect(page.get_by_role("button", name="Kept it").first).to_be_visible()


def bus_stop(page: Page, house: House) -> None:
    page.goto(f"{house.address}/community/now/")
    expect(page.get_by_role("button", name="I’ll try this").first).to_be_visible()


def group(page: Page, house: House) -> None:
    page.get_by_role("link", name="Feedback that Moves").first.click()
    expect(page.get_by_role("heading", name="Who is here")).to_be_visible()


def meeting(page: Page, house: House) -> None:
    group(page, house)
    page.get_by_role("button", name="Meet now").click()
    page.get_by_role("dialog").get_by_role("button", name="Meet now").click()
    page.get_by_role("button", name="Next step").click()
    expect(page.locator("#live-step")).to_contain_text("What happened in our classrooms")
    page.evaluate("scrollTo(0, 0)")


def forming(page: Page, house: House) -> None:
    go_by_menu(page, "Programmes")
    page.get_by_role("link", name="Spring enquiries").first.click()
    page.get_by_role("main").get_by_role("link", name="Programme desk").click()
    page.get_by_role("button", name="Close wishes now").click()
    page.get_by_role("dialog").get_by_role("button", name="Close wishes now").click()
    page.get_by_role("link", name="Form groups").click()
    page.get_by_role("button", name="Look for groups").click()
    expect(page.get_by_role("link", name="Share with staff")).to_be_visible(timeout=120_000)
    page.locator("main summary").filter(has_text="1st").first.click()


def impact(page: Page, house: House) -> None:
    go_by_menu(page, "Impact")
    expect(page.get_by_text("This is not proof.").first).to_be_visible()
    page.get_by_text("judged strong in appraisal").first.evaluate("title => title.scrollIntoView()")


SCENES = (
    Scene("today", "coordinator@northgate.example", today, DESK),
    Scene("bus-stop", "coordinator@northgate.example", bus_stop, PHONE),
    Scene("group", "coordinator@northgate.example", group, DESK),
    Scene("impact", "cpd@northgate.example", impact, DESK),
    Scene("forming", "cpd@northgate.example", forming, DESK),
    Scene("meeting", "coordinator@northgate.example", meeting, DESK),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch, opened() as browser, running(Path(scratch) / "data") as house:
        PICTURES.mkdir(exist_ok=True)
        for scene in SCENES:
            for path in take(scene, browser, house, PICTURES):
                sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")
    return 0


@contextmanager
def opened() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


def take(scene: Scene, browser: Browser, house: House, folder: Path) -> Iterator[Path]:
    """Walk to the scene, and keep it by day and by night."""
    sharpness = 2 if scene.size == PHONE else SHARPNESS
    with window(browser, scene.size, device_scale_factor=sharpness, reduced_motion="reduce") as page:
        sign_in(page, house, scene.who)
        scene.go(page, house)
        for theme, by in (("light", ""), ("dark", DARK)):
            page.emulate_media(color_scheme=theme)
            page.evaluate(UNTIL_DRAWN)
            path = folder / f"{scene.name}{by}.webp"
            with Image.open(io.BytesIO(page.screenshot())) as seen:
                seen.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)
            yield path


if __name__ == "__main__":
    sys.exit(main())
