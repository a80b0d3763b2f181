"""Three minutes on the phone: a teacher starts a group, asks a colleague, and a guest from another school comes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey

QUESTION = "What do pupils do in the first minute after a question?"


def test_a_group_of_ones_own_with_a_colleague_and_a_guest(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    go_by_menu(phone, "My groups")
    phone.get_by_role("link", name="Start a group").first.click()
    judge(phone, "a group of one's own")
    phone.get_by_label("What would you like to work on?").fill("The first minute")
    phone.get_by_label("Your question").fill(QUESTION)
    phone.get_by_label("Find a name").fill("ruth")
    phone.get_by_role("checkbox", name="Ruth Meyer").check()
    phone.get_by_label("Colleagues from other schools").fill("Nobody in particular")
    phone.get_by_role("button", name="Start it").click()
    expect(phone.get_by_role("alert")).to_contain_text("needs a name, an e-mail address and a school")
    judge(phone, "an address is missing")
    expect(phone.get_by_role("checkbox", name="Ruth Meyer")).to_be_checked()
    phone.get_by_label("Colleagues from other schools").fill("Vera Lindt, vera.lindt@lakeside.example, Lakeside")
    phone.get_by_role("button", name="Start it").click()

    expect(phone.get_by_role("heading", name=QUESTION)).to_be_visible()
    judge(phone, "its home on the first evening")
    phone.get_by_role("link", name="Invite a colleague").click()
    judge(phone, "who is asked already")
    link = phone.get_by_role("textbox", name="Link for Vera Lindt").input_value()

    guest = open_page(PHONE)
    guest.goto(link)
    expect(guest.get_by_role("heading", name="Would you like to join The first minute?")).to_be_visible()
    judge(guest, "a guest is asked")
    guest.get_by_role("button", name="Yes, I’ll join").click()
    expect(guest.get_by_role("heading", name="You belong to The first minute now")).to_be_visible()
    judge(guest, "a guest belongs")

    colleague = sign_in(open_page(DESK), demo_house, "leader@northgate.example")
    asked = colleague.locator("section").filter(has_text="Would you like to join The first minute?")
    asked.get_by_role("button", name="Yes, I’ll join").click()
    expect(colleague.get_by_role("heading", name=QUESTION)).to_be_visible()

    phone.get_by_role("link", name="Now", exact=True).click()
    expect(phone.locator("main")).to_contain_text(re.compile("3 members"))
    for name in ("Mo Khan", "Ruth Meyer", "Vera Lindt"):
        expect(phone.locator(".people")).to_contain_text(name)
    judge(phone, "three members")
