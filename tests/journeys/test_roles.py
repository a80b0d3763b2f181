"""Swapping a role on a phone, and the organiser who ticks what was tried out."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey


def to_the_next_meeting(page):
    page.get_by_role("link", name="Feedback that Moves").first.click()
    page.locator("main").get_by_role("link", name=re.compile("15:45")).first.click()


def test_a_role_is_swapped_on_a_phone_and_the_organiser_ticks_the_list(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@harbour.example")
    expect(phone.locator("main")).to_contain_text("You chair.")
    to_the_next_meeting(phone)
    phone.get_by_text("I can’t: swap with …").first.click()
    judge(phone, "whom to swap a role with")
    other = phone.locator("li.row", has_text="you take their turn on").first
    other.get_by_role("button", name=re.compile("^Swap")).click()
    expect(phone.locator("#roles")).to_contain_text("swapped")
    expect(phone.get_by_role("button", name="I’ll do it Chair")).to_be_visible()

    desk = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    to_the_next_meeting(desk)
    desk.get_by_role("link", name="See to them").click()
    desk.get_by_role("button", name="Tick There is sound").click()
    expect(desk.locator("#list")).to_contain_text(re.compile("There is sound\\s*Amara"))
    expect(desk.locator("main")).to_contain_text("No nuts, please")
    judge(desk, "the practicalities of a meeting, for its organiser")
    phone.goto(desk.url)
    expect(phone.locator("main")).not_to_contain_text("No nuts, please")
