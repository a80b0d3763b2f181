"""A meeting on the projector and on a phone: steps, notes by two, ten minutes offline, minutes by mail."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sheets, sign_in

pytestmark = pytest.mark.journey

# Ten minutes without network are a second here: what counts is what happens when it comes back.
SOON = 6_000


def notes(page):
    return page.get_by_role("textbox", name=re.compile("^Notes"))


def seconds_until(writer, reader, text):
    """How long after the last key the other one reads it."""
    notes(writer).fill(text)
    began = time.monotonic()
    expect(notes(reader)).to_have_value(text, timeout=SOON)
    return time.monotonic() - began


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_meeting_with_two_windows_and_a_network_that_goes(demo_house, open_page):
    desk = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    desk.get_by_role("link", name="Feedback that Moves").first.click()
    press(desk, "Meet now")
    press(desk.get_by_role("dialog"), "Meet now")
    expect(desk.get_by_text("left in this step")).to_be_visible()
    address = desk.url

    phone = sign_in(open_page(PHONE), demo_house, "teacher@harbour.example")
    phone.get_by_role("link", name="Join the meeting").first.click()
    expect(phone).to_have_url(address)
    press(phone, "I am here")
    expect(desk.locator("#live-pill")).to_contain_text("2 of 5 here")
    judge(phone, "a meeting on a phone")

    press(desk, "Next step")
    expect(desk.locator("#live-speaker")).to_contain_text("is speaking")
    expect(phone.locator("#live-step")).to_contain_text("What happened in our classrooms", timeout=SOON)
    judge(desk, "a meeting on the projector")

    # Within two seconds; where the machine is busy with something else, at the best of three.
    took = [seconds_until(desk, phone, text) for text in ("Tom", "Tom: a key", "Tom: a key on the board.")]
    assert min(took) < 2, took

    phone.context.set_offline(True)
    notes(phone).click()
    notes(phone).press("End")
    notes(phone).press_sequentially("\nInes: too easy for the strongest?")
    expect(phone.get_by_text("Kept on this device")).to_be_visible(timeout=20_000)
    notes(desk).press("Home")
    notes(desk).press_sequentially("Year 6.\n")
    phone.context.set_offline(False)
    whole = "Year 6.\nTom: a key on the board.\nInes: too easy for the strongest?"
    expect(notes(phone)).to_have_value(whole, timeout=20_000)
    expect(notes(desk)).to_have_value(whole, timeout=20_000)
    phone.complaints.clear()  # of the network that was not there

    press(phone, "Take the chair")
    expect(phone.get_by_role("button", name="Next speaker")).to_be_visible()
    first = phone.locator("#live-speaker b").inner_text()
    press(phone, "Next speaker")
    expect(phone.locator("#live-speaker b")).not_to_have_text(first)
    press(phone, "+2 min")
    expect(desk.get_by_role("button", name="Take the chair")).to_be_visible(timeout=SOON)

    phone.get_by_label("What I will try").fill("The key only after five minutes")
    phone.get_by_label("With which class").fill("Year 6")
    press(phone, "Promise it")
    expect(desk.locator("#live-promises")).to_contain_text("The key only after five minutes", timeout=SOON)
    desk.get_by_text("For somebody else, or to make room").click()
    desk.get_by_label("Who", exact=True).first.select_option(label="Priya Nair")
    desk.get_by_label("What I will try").fill("Three questions, no marks")
    press(desk, "Promise it")
    expect(desk.locator("#live-promises")).to_contain_text("waits for Priya’s yes")

    press(phone, "End and send")
    judge(phone, "asked before it ends")
    press(phone.get_by_role("dialog"), "End and send")
    expect(phone.get_by_role("heading", name="What you said you would do")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Ines: too easy for the strongest?")
    judge(phone, "the minutes")
    expect(desk).to_have_url(re.compile("/minutes/$"), timeout=SOON)
    assert sheets(desk) <= 2

    keeper = sign_in(open_page(DESK), demo_house, "admin@northgate.example")
    keeper.goto(f"{demo_house.address}/post/")
    expect(keeper.locator("main")).to_contain_text("minutes of a meeting")


def test_a_meeting_without_script(demo_house, open_page):
    """Every step works by reloading: begun, a note, the next step, a promise, the end."""
    page = sign_in(open_page(PHONE, java_script_enabled=False), demo_house, "leader@northgate.example")
    page.get_by_role("link", name="Behaviour without raised voices").first.click()
    press(page, "Meet now")
    notes(page).fill("Check-in: tired, and here.")
    press(page, "Save")
    expect(notes(page)).to_have_value("Check-in: tired, and here.")
    press(page, "Next step")
    expect(page.locator("#live-step")).to_contain_text("What became of my step")
    page.get_by_label("What I will try").fill("Count to ten")
    press(page, "Promise it")
    expect(page.locator("#live-promises")).to_contain_text("Count to ten")
    press(page, "End and send")

    expect(page.locator("main")).to_contain_text("Check-in: tired, and here.")


def test_a_meeting_on_paper_is_told_afterwards(demo_house, open_page):
    page = sign_in(open_page(PHONE), demo_house, "teacher@harbour.example")
    page.get_by_role("link", name="Feedback that Moves").first.click()
    page.locator("main").get_by_role("link", name=re.compile("15:45")).first.click()
    page.get_by_role("link", name="Look at the agenda").click()
    judge(page, "the agenda")
    page.get_by_role("link", name="On one sheet").click()
    assert sheets(page) == 1
    judge(page, "the agenda on one sheet")
