"""A session from last year's outcomes: chosen, arranged, announced; a slip from a phone without signing in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def test_from_last_years_outcomes_to_slips(demo_house, open_page):
    lead = sign_in(open_page(DESK), demo_house, "cpd@northgate.example")
    lead.goto(f"{demo_house.address}/outcomes/")
    lead.get_by_role("link", name="The sessions of our school").click()
    lead.get_by_role("link", name="Prepare one").click()
    lead.get_by_label("What is it called?").fill("What we know now")
    begins = datetime.now(ZoneInfo("Europe/London")) - timedelta(minutes=20)
    lead.get_by_label("Begins").fill(begins.strftime("%Y-%m-%dT%H:%M"))
    lead.get_by_label("Where").fill("The library")
    press(lead, "Go on to its outcomes")
    lead.get_by_label("Who answers whom?").check()
    press(lead, "Choose these")
    lead.get_by_role("link", name="Talk and stall").click()
    lead.get_by_label("Who tells it?").select_option(label="Ruth Meyer")
    lead.get_by_label("Where is its stall?").fill("By the door")
    lead.get_by_label("Who stands there?").select_option(label=["Mo Khan", "Ruth Meyer"])
    press(lead, "Keep it so")
    judge(lead, "a session is prepared")
    press(lead, "Announce it")
    lead.get_by_role("dialog").get_by_role("button", name="Announce it").click()
    expect(lead.get_by_text("The whole staff has it in their calendars now.")).to_be_visible()
    expect(lead.get_by_role("cell", name="Mo Khan").first).to_be_visible()
    address = lead.get_by_role("link", name="Hand in a slip").get_attribute("href")

    phone = open_page(PHONE)
    phone.goto(demo_house.address + address)
    phone.get_by_label("What do I take with me?").fill("Wait, and then wait a little longer.")
    phone.get_by_label("Who answers whom?").check()
    judge(phone, "a slip")
    press(phone, "Hand it in")
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    lead.get_by_role("link", name="Who answers whom?").first.click()
    expect(lead.get_by_role("heading", name="How far it has come at Northgate High")).to_be_visible()
    press(lead, "I’ll try this")
    expect(lead.get_by_role("button", name="I’ll try this", pressed=True)).to_be_visible()
