"""Two minutes at the bus stop, on a phone with a poor line: two ideas are read, and one is taken up."""

import sys
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, judge, sign_in

pytestmark = pytest.mark.journey

# Chromium's own “Slow 3G”: two seconds for every way there and back, 50 kB in a second.
SLOW = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FITS = """() => {
  const banner = document.querySelector(".demo")?.offsetHeight ?? 0;
  const pressed = [...document.querySelectorAll("main a, main button")];
  const end = Math.max(...pressed.map((one) => one.getBoundingClientRect().bottom));
  return end - banner <= innerHeight - document.querySelector(".side").offsetHeight;
}"""  # fmt: skip


def test_two_ideas_are_read_and_one_taken_up_within_half_a_minute(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "coordinator@northgate.example")
    line = phone.context.new_cdp_session(phone)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", SLOW)
    came = []
    line.on("Network.loadingFinished", lambda part: came.append(part["encodedDataLength"]))

    began = time.monotonic()
    phone.goto(f"{demo_house.address}/community/now/", wait_until="commit")
    ideas = phone.locator("main .rows > li")
    expect(ideas).to_have_count(2)
    read, kept = ideas.nth(0).locator("b").inner_text(), ideas.nth(1).locator("b").inner_text()
    shown = time.monotonic() - began
    ideas.nth(1).get_by_role("button").click()
    expect(phone.get_by_text(f"“{kept}” stands on your Today page")).to_be_visible()
    took = time.monotonic() - began
    line.send("Network.emulateNetworkConditions", SLOW | {"latency": 0, "downloadThroughput": -1})

    sys.stdout.write(f"shown after {shown:.1f} s, taken up after {took:.1f} s, {sum(came):,.0f} bytes in all\n")
    assert read != kept
    assert took < 30
    expect(ideas.filter(has_text=kept)).to_have_count(0)
    phone.wait_for_load_state()
    judge(phone, "the bus stop")
    phone.goto(f"{demo_house.address}/community/now/")
    assert phone.evaluate(FITS), "it fits a phone without scrolling"

    for address in ("", "new/?ask=1", "topics/", "following/", "rules/", "page/", "chats/", "chats/new/", "reports/",
                    "words/oracy/"):  # fmt: skip
        phone.goto(f"{demo_house.address}/community/{address}")
        judge(phone, address or "what is new")
    phone.goto(f"{demo_house.address}/community/")
    phone.get_by_role("link", name="2 answers").click()
    judge(phone, "a question and its answers")

    stranger = open_page(PHONE)
    for address in ("", "words/oracy/", "people/"):
        stranger.goto(f"{demo_house.address}/community/web/{address}".removesuffix("people/"))
        if address == "people/":
            stranger.get_by_role("link", name="Tom Weller").first.click()
        judge(stranger, f"a stranger at {address}")
        assert stranger.locator("script").count() == 0
    assert stranger.context.cookies() == []
