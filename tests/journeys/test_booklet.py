"""A booklet of two reports: put together, agreed to, printed, and without the one whose author thinks again."""

import io
import re
import time

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey
INK, SECONDS = "Four minutes of green ink", "Four seconds"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def answer(page, house, title, name):
    """An author finds the question and says so."""
    page.goto(f"{house.address}/booklets/")
    page.locator("section", has=page.get_by_role("heading", name=title, exact=True)).get_by_role("link").click()
    press(page, name)
    return page


def words_of(page, path, seconds=60):
    """What the PDF says, as soon as there is one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = page.request.get(path)
        if found.ok:
            return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(found.body())).pages).split())
        page.wait_for_timeout(500)
    raise AssertionError("no PDF")


def test_a_booklet_and_a_withdrawal(demo_house, open_page):
    lead = sign_in(open_page(DESK), demo_house, "cpd@northgate.example")
    lead.goto(f"{demo_house.address}/outcomes/")
    lead.get_by_role("link", name="The booklets of our schools").click()
    lead.get_by_role("link", name="Begin a booklet").click()
    lead.get_by_label("Title").fill("Two small things")
    lead.get_by_label("Who reads it").select_option("network")
    press(lead, "Begin it")
    desk = lead.url
    for title in (INK, SECONDS):
        lead.get_by_label(re.compile(f"^{title}")).check()
    press(lead, "Choose these")
    expect(lead.get_by_text("Amara Bello has not answered yet.")).to_be_visible()

    amara = sign_in(open_page(PHONE), demo_house, "coordinator@northgate.example")
    answer(amara, demo_house, INK, "Yes, print it")
    mo = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    mo.goto(f"{demo_house.address}/booklets/")
    mo.get_by_role("link", name="Look and answer").click()
    question = mo.url
    judge(mo, "an author is asked")
    press(mo, "Yes, print it")

    lead.goto(desk)
    press(lead, "Make the booklet")
    expect(lead.get_by_role("link", name="PDF, to read")).to_be_visible(timeout=60_000)
    file = lead.get_by_role("link", name="PDF, to read").get_attribute("href")
    both = words_of(lead, demo_house.address + file)
    press(lead, "Give it to its readers")
    expect(lead.get_by_role("link", name=SECONDS).first).to_be_visible()

    mo.goto(question)
    press(mo, "Take it back")
    expect(mo.get_by_text("It stays out of the booklet.")).to_be_visible()
    lead.reload()
    expect(lead.get_by_role("link", name=INK).first).to_be_visible()
    gone = lead.get_by_role("link", name=SECONDS).count()
    one = words_of(lead, demo_house.address + file)

    assert (INK in both, SECONDS in both, gone, INK in one, SECONDS in one) == (True, True, 0, True, False)
