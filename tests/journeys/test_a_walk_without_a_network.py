"""A learning walk on the phone: opened once, written without a network, the tab killed, sent, counted, read."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import PHONE, judge, sign_in

pytestmark = pytest.mark.journey


def test_a_walk_with_the_network_cut_and_the_tab_killed(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    go_by_menu(phone, "Learning walks")
    judge(phone, "the walks")
    phone.get_by_role("link", name="Do pupils steer their own learning?").first.click()
    phone.get_by_role("link", name="Walk", exact=True).click()
    kept = phone.locator("#kept")
    expect(kept).to_have_text("Kept")
    phone.wait_for_function("navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')")
    judge(phone, "walking")
    open_still = phone.locator("details", has_text="to see")
    expect(open_still).to_have_count(3)

    phone.context.set_offline(True)
    write(open_still.first)
    expect(kept).to_have_text("Offline · kept on this device")
    context, address = phone.context, phone.url
    phone.close()
    phone = context.new_page()
    phone.complaints = []
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Do pupils steer their own learning?")).to_be_visible()
    open_still = phone.locator("details", has_text="to see")
    expect(open_still).to_have_count(2)
    write(open_still.first)
    write(open_still.first)
    expect(open_still).to_have_count(0)

    context.set_offline(False)
    expect(phone.get_by_role("button", name="Finish the walk")).to_be_visible(timeout=20_000)
    expect(phone.locator("#kept")).to_have_text("Kept", timeout=20_000)
    phone.get_by_role("button", name="Finish the walk").click()
    phone.get_by_role("dialog").get_by_role("button", name="Finish the walk").click()
    said = phone.locator("main")
    expect(said).to_contain_text(re.compile(r"\d+ of \d+ lessons, \d+ % \(\d+ to \d+\)"))
    expect(said).to_contain_text(re.compile(r"Of \d+ lessons that both walkers looked at, they said the same of \d+"))
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('walk-')).length") == 0
    judge(phone, "what the walk found")


def write(lesson):
    """Open the sheet of this lesson, and say of each thing what was seen."""
    lesson = lesson.page.locator(f"details[data-stop='{lesson.get_attribute('data-stop')}']")
    lesson.locator("summary").click()
    fields = lesson.locator("fieldset")
    expect(fields.first).to_be_visible()
    for number in range(fields.count()):
        fields.nth(number).get_by_role("radio").nth(1).check()
    lesson.locator("summary").click()
