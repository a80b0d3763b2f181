"""At the bus stop: what was promised is told of by a letter's link, and an idea's author hears of it at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 640}
IDEA = "One word on the board"


def test_an_idea_is_promised_tried_and_told_of_on_a_phone(demo_house, open_page):
    author = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    author.get_by_role("link", name="Share an idea").click()
    judge(author, "an idea in a minute")
    author.get_by_label("Your idea in a few words").fill(IDEA)
    author.get_by_label("Who sees it").select_option(label="Everyone at Northgate High")
    author.get_by_role("button", name="Share it").click()
    expect(author.get_by_role("heading", name=IDEA)).to_be_visible()
    judge(author, "an idea that is new")

    phone = sign_in(open_page(PHONE), demo_house, "coordinator@northgate.example")
    go_by_menu(phone, "Ideas")
    judge(phone, "ideas")
    phone.get_by_role("link", name=IDEA).click()
    phone.get_by_role("button", name="Promise it to Feedback that Moves").click()
    card = phone.locator("section").filter(has_text=f"“{IDEA}”")
    expect(card.get_by_role("button", name="Kept it")).to_be_visible()
    judge(phone, "promises on Today")
    card.get_by_role("button", name="Changed it").click()

    expect(phone.get_by_role("heading", name="If you like")).to_be_visible()
    judge(phone, "one tap was enough")
    phone.get_by_label("What I changed, or would change").fill("Two words.")
    phone.get_by_role("button", name="Add this").click()
    phone.get_by_role("button", name="With my name").click()
    expect(phone.get_by_text("sent with your name")).to_be_visible()

    author.goto(demo_house.address)
    expect(author.locator("main")).to_contain_text("Amara used your idea today")
    expect(author.locator("main")).to_contain_text("Two words.")
    judge(author, "an echo")


def link_in_the_letter(page, house) -> str:
    """Ruth's letter lies in the outbox of the demo, where everybody may read it."""
    page.goto(house.address + "/post/")
    letter = page.get_by_role("link", name="How did it go?")
    while not letter.count():
        # Other journeys write letters too.
        page.locator("a[href*='before=']").click()
    letter.first.click()
    # The letter may be older than this house, and name the port of the one before it.
    return house.address + re.search(r"/enquiry/link/\S+", page.locator("main").inner_text())[0]


def test_a_promise_is_told_of_without_signing_in_and_without_script(demo_house, open_page):
    link = link_in_the_letter(sign_in(open_page(DESK), demo_house, "admin@northgate.example"), demo_house)
    phone = open_page(NARROW, java_script_enabled=False)
    phone.goto(link)
    expect(phone.get_by_role("heading", name="How did it go?")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Count to five before I say a name")
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 320

    phone.get_by_role("button", name="Kept it").click()

    expect(phone.locator("main")).to_contain_text("Another tap changes it.")
    leader = sign_in(open_page(DESK), demo_house, "leader@northgate.example")
    leader.get_by_role("link", name="Behaviour without raised voices").first.click()
    expect(leader.locator("main")).to_contain_text(re.compile(r"Ruth · Count to five before I say a name"))
    judge(leader, "what a group has heard")
    leader.get_by_role("link", name="Our enquiry").first.click()
    judge(leader, "a group that has not begun a cycle")
    leader.get_by_label("Which lesson or idea is it about?").fill("The ten seconds")
    leader.get_by_role("button", name="Begin", exact=True).click()
    expect(leader.get_by_role("heading", name="“The ten seconds”")).to_be_visible()
    judge(leader, "a cycle on its first day")
