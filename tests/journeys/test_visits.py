"""A visit on the phone: said yes to at the bus stop, written at the back of the classroom without a network, given,
talked over; and a plan for a triad, from finding times to asking."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey

ATTENTIVE = "Four hands after the second question."


def test_a_visit_with_the_network_cut(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    go_by_menu(phone, "Visits")
    judge(phone, "one's visits")
    asked = phone.locator("section").filter(has_text="Would you visit Lewis Barr?")
    asked.get_by_role("button", name="Yes").click()
    expect(phone.get_by_role("heading", name="You visit Lewis Barr")).to_be_visible()

    go_by_menu(phone, "Visits")
    phone.get_by_role("link", name="You visit Priya Nair").click()
    judge(phone, "a visit today")
    phone.get_by_role("link", name="Open the notes").click()
    kept = phone.locator("#kept")
    expect(kept).to_have_text("Kept")
    judge(phone, "the notes")
    note(phone, "Kept while there was a network.")
    expect(kept).to_have_text("Kept")

    phone.context.set_offline(True)
    note(phone, ATTENTIVE)
    phone.get_by_role("button", name="Question asked").click()
    phone.get_by_role("button", name="Pupil answers").click()
    phone.get_by_label("A question to ask Priya").fill("What did you notice?")
    expect(kept).to_have_text("Offline · kept on this device")
    phone.get_by_label("What I saw").fill("Half a line that nobody has noted y")
    phone.get_by_role("button", name="Give to Priya").click()
    phone.get_by_role("dialog").get_by_role("button", name="Give to Priya").click()
    expect(phone.locator("[data-said]")).to_contain_text("safe on this device")

    # The tab is killed; the phone opens the page anew when there is a network again.
    context, address = phone.context, phone.url
    phone.close()
    context.set_offline(False)
    phone = context.new_page()
    phone.complaints = []
    phone.goto(address)
    expect(phone.locator("#kept")).to_have_text("Kept")
    phone.reload()
    lines = phone.locator("visit-notes [data-list]")
    for text in ("Kept while there was a network.", ATTENTIVE, "Half a line that nobody has noted y", "Wait time"):
        expect(lines).to_contain_text(text)
    expect(phone.get_by_label("A question to ask Priya")).to_have_value("What did you notice?")
    phone.get_by_role("listitem").filter(has_text="Half a line").get_by_role("button", name="Take back").click()
    expect(lines).not_to_contain_text("Half a line")

    phone.get_by_role("button", name="Give to Priya").click()
    phone.get_by_role("dialog").get_by_role("button", name="Give to Priya").click()
    expect(phone.locator("main")).to_contain_text("They belong to Priya now")
    phone.get_by_role("link", name="The notes").click()
    expect(phone.locator("main")).to_contain_text(ATTENTIVE)
    expect(phone.locator("main")).not_to_contain_text("Half a line")
    judge(phone, "given")
    phone.get_by_role("link", name="The talk").click()
    phone.get_by_label("What I take away").fill("Wait four seconds.")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_label("What I take away")).to_have_value("Wait four seconds.")
    judge(phone, "the talk")


def test_a_triad_from_the_plan_to_the_asking(demo_house, open_page):
    desk = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    go_by_menu(desk, "Visits")
    desk.get_by_role("link", name="Visits in Feedback that Moves").click()
    judge(desk, "the group's visits")
    desk.get_by_role("button", name="Find times").click()
    # Whose lesson a learning walk looked into this year has been visited as well: by the day, two or three are left.
    planned = desk.get_by_role("heading", name=re.compile(r"^[23] visits$"))
    expect(planned).to_be_visible(timeout=60_000)
    visits = planned.inner_text()
    expect(desk.locator("main")).to_contain_text("Nobody is told before you propose it")
    judge(desk, "the plan")
    desk.get_by_role("button", name="Propose it to everybody").click()
    expect(desk.locator("main")).to_contain_text(re.compile(f"Proposed on .*: {visits} were put"))

    go_by_menu(desk, "Visits")
    expect(desk.locator("section").filter(has_text="Your answer")).to_have_count(2)
    desk.locator("section").filter(has_text="Your answer").first.get_by_role("link", name="Another time").click()
    desk.get_by_role("radio").first.check()
    judge(desk, "another time")
    desk.get_by_role("button", name="Ask whether it suits").click()
    expect(desk.locator("main")).to_contain_text("has been asked and has not answered yet")


def note(page, text):
    page.get_by_label("What I saw").fill(text)
    page.get_by_role("button", name="Note it").click()
