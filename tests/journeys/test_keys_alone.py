"""A year's main acts without a mouse: each is reached by Tab, seen where it is, and done by Enter or Space."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.keys import arrive, press, tab_to, write

pytestmark = pytest.mark.journey


@pytest.fixture
def lily(demo_house, open_page):
    """Lily Adeyemi, new this year, has signed in by keys."""
    return arrive(open_page(DESK), demo_house, "newstaff@northgate.example")


def test_past_the_menu_to_the_page(lily):
    lily.keyboard.press("Tab")
    expect(lily.get_by_role("link", name="Skip to the page")).to_be_focused()
    lily.keyboard.press("Enter")

    expect(lily.locator("main")).to_be_focused()


def test_a_post_and_a_vote(lily, demo_house):
    lily.goto(f"{demo_house.address}/community/new/")
    write(lily, "Your words", "I asked, and waited, and somebody spoke.")
    press(lily, "button", "Send it")
    expect(lily.get_by_text("I asked, and waited, and somebody spoke.").first).to_be_visible()

    lily.goto(f"{demo_house.address}/community/topics/")
    press(lily, "button", "Vote for it “What do the quiet ones do best?”", "Space")
    expect(lily.get_by_role("button", name="Vote for it “What do the quiet ones do best?”")).to_have_count(0)


def test_an_idea_is_taken_up_and_told_of(lily, demo_house):
    lily.goto(f"{demo_house.address}/enquiry/ideas/")
    button = tab_to(lily, lily.get_by_role("button", name="I’ll try this").first)
    idea = button.locator("xpath=ancestor::li").get_by_role("link").first.inner_text()
    with lily.expect_navigation():
        lily.keyboard.press("Enter")

    lily.goto(demo_house.address)
    expect(lily.get_by_text(f"“{idea}”").first).to_be_visible()
    press(lily, "button", "Kept it")
    expect(lily.get_by_role("heading", name="If you like")).to_be_visible()


def test_what_is_found_is_said(lily, demo_house):
    lily.goto(f"{demo_house.address}/groups/directory/")
    write(lily, "What about?", "feedback")
    expect(lily.locator("#said")).to_have_text(re.compile(r"^\d+ results? shown$"))
    expect(lily.get_by_label("What about?")).to_be_focused()
    lily.keyboard.type(" and nothing like it")

    expect(lily.locator("#said")).to_have_text("No group like that")


# Buttons on which nothing is drawn but their word; and what marks the place in the menu.
BARE = """() => [...document.querySelectorAll("main button, main .button")].filter((one) => {
  const { borderTopStyle, borderTopWidth } = getComputedStyle(one);
  return one.checkVisibility() && (borderTopStyle === "none" || borderTopWidth === "0px");
}).map((one) => one.outerHTML)"""
HERE = "[...document.querySelectorAll('.side a[aria-current]')].map((one) => getComputedStyle(one).outlineStyle)"


@pytest.mark.parametrize("path", ["/", "/groups/", "/enquiry/ideas/", "/calendar/"])
def test_in_two_colours_alone_one_still_sees_what_can_be_pressed(lily, demo_house, path):
    """High contrast takes backgrounds and shadows away: a button has an edge, and so has the place in the menu."""
    lily.emulate_media(forced_colors="active", reduced_motion="reduce")
    lily.goto(demo_house.address + path)

    assert lily.evaluate(BARE) == []
    assert set(lily.evaluate(HERE)) <= {"solid"}
    assert lily.evaluate("document.getAnimations().length") == 0
