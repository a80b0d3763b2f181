"""Seventy-five minutes by a clock that the test moves: by two of them ten without network, and five at once."""

import os
import re
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, running, sign_in
from tests.journeys.test_a_meeting import notes, press

pytestmark = pytest.mark.journey

SOON = 8_000
# Two browsers are within two seconds of each other; four are allowed on a busy machine.
NEAR = 4


class Clock:
    """The program's clock and those of the browsers' windows, moved together."""

    def __init__(self, house):
        self.house, self.pages = house, []

    def watch(self, page):
        page.clock.install()
        self.pages.append(page)
        return page

    def move(self, minutes):
        self.house.let_pass(minutes=minutes)
        for page in self.pages:
            page.clock.fast_forward(minutes * 60_000)


@pytest.fixture(scope="module")
def moved_house(tmp_path_factory):
    """A demo network of its own: its clock is moved."""
    with running(tmp_path_factory.mktemp("moved") / "data") as house:
        yield house


@pytest.fixture
def clock(moved_house):
    return Clock(moved_house)


def left(page):
    """Minutes of this step that the page shows as left; what is over counts below nothing."""
    face = page.locator("[data-face]").inner_text()
    minutes = int(face.strip("+").split(":")[0])
    return -minutes if face.startswith("+") else minutes


def test_seventy_five_minutes_with_ten_without_network(moved_house, clock, open_page):
    desk = clock.watch(sign_in(open_page(DESK), moved_house, "coordinator@northgate.example"))
    desk.get_by_role("link", name="Feedback that Moves").first.click()
    press(desk, "Meet now")
    press(desk.get_by_role("dialog"), "Meet now")
    expect(desk.get_by_text("left in this step")).to_be_visible()
    address = desk.url
    phone = clock.watch(sign_in(open_page(PHONE), moved_house, "teacher@harbour.example"))
    phone.goto(address)
    press(phone, "I am here")
    expect(desk.locator("#live-pill")).to_contain_text("2 of 5 here", timeout=SOON)
    assert (left(desk), left(phone)) == (4, 4)
    clock.move(3)
    expect(desk.locator("[data-face]")).to_have_text(re.compile("^[12]:"))
    press(desk, "+2 min")
    expect(phone.locator("[data-face]")).to_have_text(re.compile("^[34]:"), timeout=SOON)
    press(desk, "Next step")
    expect(phone.locator("#live-step")).to_contain_text("What happened in our classrooms", timeout=SOON)
    press(phone, "Take the chair")
    expect(phone.get_by_role("button", name="Next speaker")).to_be_visible()
    first = phone.locator("#live-speaker b").inner_text()
    second = phone.locator("#live-speaker small").inner_text().removeprefix("then ")

    phone.context.set_offline(True)
    notes(phone).fill("Tom: the key on the board.")
    press(phone, "Next speaker")
    expect(phone.locator("#live-speaker b")).to_have_text(f"{second} is speaking")
    phone.get_by_label("What I will try").fill("The key only after five minutes")
    press(phone, "Promise it")
    expect(phone.locator("unsent-box")).to_contain_text("The key only after five minutes", timeout=20_000)
    judge(phone, "without network")
    notes(desk).fill("Amara: comments only.")
    expect(desk.get_by_text("Saved · the group sees this")).to_be_visible()
    clock.move(10)
    notes(phone).press("End")
    notes(phone).press_sequentially("\nInes asks for whom it is too easy.")
    expect(phone.get_by_text("Kept on this device;")).to_be_visible(timeout=20_000)
    phone.get_by_label("What I will try").fill("Half a thought")
    context = phone.context
    clock.pages.remove(phone)
    phone.reload()
    kept = phone.get_by_label("What happened in our classrooms")
    expect(kept).to_have_value("Tom: the key on the board.\nInes asks for whom it is too easy.")
    expect(phone.locator("kept-here")).to_contain_text("Half a thought")
    judge(phone, "a meeting reloaded without network")
    kept.press("End")
    kept.press_sequentially(" And for whom too hard?")
    phone.close()

    context.set_offline(False)
    phone = context.new_page()
    phone.complaints = []
    phone.goto(address)
    whole = re.compile("Tom: the key on the board.\nInes asks for whom it is too easy. And for whom too hard.")
    expect(notes(phone)).to_have_value(whole, timeout=20_000)
    began = time.monotonic()
    expect(notes(desk)).to_have_value(whole, timeout=SOON)
    assert time.monotonic() - began < NEAR
    expect(notes(desk)).to_have_value(re.compile("Amara: comments only."))
    expect(desk.locator("#live-promises")).to_contain_text("The key only after five minutes", timeout=SOON)
    expect(desk.locator("#live-speaker b")).not_to_have_text(first, timeout=SOON)
    expect(phone.get_by_label("What I will try")).to_have_value("Half a thought")
    expect(phone.locator("unsent-box")).to_be_hidden()
    assert left(desk) in (14, 13)
    press(phone, "Promise it")
    expect(desk.locator("#live-promises")).to_contain_text("Half a thought", timeout=SOON)
    clock.watch(phone)
    phone.reload()

    for number, minutes in enumerate((15, 15, 5, 20), 3):
        clock.move(minutes)
        press(phone, "Next step")
        expect(phone.locator("#live-step")).to_contain_text(f"{number} of 6", timeout=SOON)
    clock.move(5)
    press(phone, "Agenda done")
    expect(phone.locator("#live-step")).to_contain_text("That was the agenda", timeout=SOON)
    press(phone, "End and send")
    press(phone.get_by_role("dialog"), "End and send")
    expect(phone.get_by_role("heading", name="What you said you would do")).to_be_visible(timeout=20_000)
    expect(phone.locator("main")).to_contain_text("Ines asks for whom it is too easy.")
    expect(desk).to_have_url(re.compile("/minutes/$"), timeout=SOON)

    keeper = sign_in(open_page(DESK), moved_house, "admin@northgate.example")
    keeper.goto(f"{moved_house.address}/post/")
    expect(keeper.locator("main")).to_contain_text("minutes of a meeting")


FIVE = ("coordinator@northgate.example", "teacher@harbour.example", "priya.nair@northgate.example",
        "sian.lloyd@brannocs.example", "dai.rees@northgate.example")  # fmt: skip


def test_five_at_once_and_what_one_of_them_has_unsent_is_asked_for_at_signing_out(moved_house, open_page):
    code = "from collegium.people.models import Person\n" + "".join(
        f"who = Person.objects.get(email='{address}'); who.set_password('tea-and-biscuits'); who.save()\n"
        for address in FIVE[2:]
    )
    subprocess.run(
        [sys.executable, "-m", "collegium", "manage", "shell", "-c", code], check=True, capture_output=True,
        env=os.environ | {"COLLEGIUM_DATA": str(moved_house.data)},
    )  # fmt: skip
    desk, *phones = [sign_in(open_page(PHONE), moved_house, address) for address in FIVE]
    desk.get_by_role("link", name="Feedback that Moves").first.click()
    press(desk, "Meet now")
    press(desk.get_by_role("dialog"), "Meet now")
    expect(desk.get_by_text("left in this step")).to_be_visible()
    address = desk.url
    for phone in phones:
        phone.goto(address)
        press(phone, "I am here")
    expect(desk.locator("#live-pill")).to_contain_text("5 of 5 here", timeout=SOON)

    pages = [desk, *phones]
    for number, page in enumerate(pages):
        notes(page).press("Control+End")
        notes(page).press_sequentially(f"Line {number} of five\n")
        page.get_by_label("What I will try").fill(f"Promise {number}")
        press(page, "Promise it")
    for page in pages:
        for number in range(5):
            expect(notes(page)).to_have_value(re.compile(f"Line {number} of five"), timeout=SOON)
            expect(page.locator("#live-promises")).to_contain_text(f"Promise {number}", timeout=SOON)
    began = time.monotonic()
    press(desk, "Next step")
    for page in phones:
        expect(page.locator("#live-step")).to_contain_text("2 of", timeout=SOON)
    assert time.monotonic() - began < NEAR

    last = phones[-1]
    last.context.set_offline(True)
    notes(last).press_sequentially("Dai: who asked the pupils?")
    expect(last.get_by_text("Kept on this device;")).to_be_visible(timeout=20_000)
    last.context.route("**/note/", lambda route: route.abort("internetdisconnected"))
    last.context.set_offline(False)
    last.goto(f"{moved_house.address}/me/")
    expect(last.locator("unsent-box")).to_contain_text("Dai: who asked the pupils?")
    press(last, "Sign out")
    expect(last.get_by_role("dialog")).to_contain_text("has not been sent yet")
    judge(last, "signing out with something unsent")
    press(last.get_by_role("dialog"), "Stay")
    last.context.unroute("**/note/")
    expect(last.locator("unsent-box")).to_be_hidden(timeout=20_000)
    expect(notes(desk)).to_have_value(re.compile("Dai: who asked the pupils?"), timeout=SOON)
    last.goto(address)

    desk.context.set_offline(True)
    notes(desk).fill("Amara: nobody asked them.")
    expect(desk.get_by_text("Kept on this device;")).to_be_visible(timeout=20_000)
    notes(last).fill("Dai: who asked the pupils, and when?")
    expect(last.get_by_text("Saved · the group sees this")).to_be_visible()
    desk.context.set_offline(False)
    expect(desk.get_by_role("alert")).to_contain_text("Dai changed the same lines", timeout=20_000)
    judge(desk, "two texts of the same lines")
    press(desk, "Keep both")
    both = "Dai: who asked the pupils, and when?\nAmara: nobody asked them."
    expect(notes(last)).to_have_value(both, timeout=20_000)
    press(desk, "End and send")
    press(desk.get_by_role("dialog"), "End and send")
    expect(desk.locator("main")).to_contain_text("Amara: nobody asked them.")
