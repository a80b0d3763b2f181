"""The demo's spring: wishes on the phone by a slip, groups formed and shared, and what two colleagues see of it.

One story in several parts; the lead's window stays open.
"""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import DESK, PHONE, judge, sheets, sign_in, window

pytestmark = pytest.mark.journey

# Mo never answered; he does on his phone, and does not promise to join whatever he is given.
MO = "Mo Khan"
# Came on the staff last week.
NEWCOMER = "Ewan Price"


@pytest.fixture(scope="module")
def lead(browser, demo_house):
    with window(browser, DESK) as opened:
        yield sign_in(opened, demo_house, "cpd@northgate.example")


@pytest.fixture(scope="module")
def links(lead):
    """Everybody's slip as it lies printed on the table: name and link."""
    return {}


def to_the_desk(lead):
    go_by_menu(lead, "Programme desk")
    expect(lead.get_by_role("heading", name="Spring enquiries")).to_be_visible()


def test_slips_for_all_who_have_not_answered(lead, links):
    to_the_desk(lead)
    judge(lead, "the desk while wishes come in")
    lead.get_by_role("button", name="Slips to print").click()
    lead.get_by_role("button", name="Slips for everybody who has not answered").click()

    slips = lead.get_by_role("article")
    expect(slips.filter(has_text=MO)).to_be_visible()
    for words in slips.all_inner_texts():
        links[words.splitlines()[0]] = re.search(r"http\S+", words)[0]
    assert len(links) >= 4
    assert sheets(lead) >= 2
    judge(lead, "slips for wishes")


def test_a_minute_on_the_phone_without_signing_in(links, open_page):
    phone = open_page(PHONE)
    phone.goto(links[MO])
    judge(phone, "the form behind a slip")
    themes = phone.locator("wish-list").get_by_role("button")
    themes.nth(2).click()
    themes.nth(0).click()
    phone.get_by_role("checkbox", name=re.compile("Wednesday")).uncheck()
    phone.get_by_role("button", name="Send my answer").click()

    expect(phone.get_by_text("Thank you. Your answer is kept.")).to_be_visible()
    judge(phone, "the answer is kept")

    phone.goto(links[MO])
    expect(phone.get_by_text("Answering again replaces it.")).to_be_visible()
    phone.get_by_text("Answer again", exact=True).click()
    judge(phone, "answering again")
    themes.nth(1).click()
    phone.get_by_label("I would lead a group").check()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("Thank you. Your answer is kept.")).to_be_visible()


def test_wishes_by_keyboard_alone(links, open_page):
    page = open_page(DESK)
    page.goto(links[others(links)[0]])
    theme = tab_to(page, lambda: page.evaluate("document.activeElement.matches('wish-list button')"))
    page.keyboard.press("Space")
    expect(theme).to_have_attribute("aria-pressed", "true")
    tab_to(page, lambda: page.evaluate("document.activeElement.name") == "joins_as_given")
    page.keyboard.press("Space")
    tab_to(page, lambda: page.evaluate("document.activeElement.textContent.trim()") == "Send my answer")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Thank you. Your answer is kept.")).to_be_visible()


def test_wishes_without_javascript(links, open_page):
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(links[others(links)[1]])
    page.get_by_label("First wish").select_option(index=2)
    page.get_by_label("Second wish").select_option(index=2)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You chose one theme twice.")).to_be_visible()
    page.get_by_label("Second wish").select_option(index=1)
    page.get_by_label("I will join the group I am given").check()
    page.get_by_role("button", name="Send my answer").click()

    expect(page.get_by_text("Thank you. Your answer is kept.")).to_be_visible()


def test_the_lead_sees_who_and_not_what(lead, links):
    lead.get_by_role("link", name="Spring enquiries").click()

    silent = lead.locator("#silent")
    expect(silent.get_by_text(others(links)[2], exact=True)).to_be_visible()
    for answered in (MO, *others(links)[:2]):
        expect(silent.get_by_text(answered, exact=True)).to_have_count(0)
    expect(lead.get_by_text(re.compile(r"What \d+ people wished"))).to_have_count(0)


def test_wishes_are_closed_and_groups_looked_for(lead, links):
    lead.get_by_role("button", name="Close wishes now").click()
    judge(lead, "is it time to close wishes?")
    lead.get_by_role("dialog").get_by_role("button", name="Close wishes now").click()
    expect(lead.get_by_text(re.compile(r"What \d+ people wished"))).to_be_visible()
    judge(lead, "the desk when wishes are closed")
    silent = lead.locator("#silent")
    silent.get_by_role("button", name="Tick all").click()
    silent.get_by_role("button", name="The planner places them").click()
    expect(silent.get_by_text("not decided")).to_have_count(0)
    lead.get_by_role("link", name="Form groups").click()
    lead.get_by_role("button", name="Look for groups").click()

    expect(lead.get_by_role("link", name="Share with staff")).to_be_visible(timeout=120_000)
    judge(lead, "the plan of the demo")


def test_somebody_is_moved_without_javascript(lead, demo_house, open_page):
    page = sign_in(open_page(DESK, java_script_enabled=False), demo_house, "cpd@northgate.example")
    page.goto(lead.url)
    page.locator("summary").filter(has_text="1st").first.click()
    page.get_by_role("link", name="Move", exact=True).click()
    page.get_by_role("group", name="Move to").get_by_role("radio").first.check()
    page.get_by_role("button", name="Move").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.get_by_role("link", name="Share with staff")).to_be_visible()


def test_an_adjustment_stays_in_the_plan(lead):
    lead.reload()
    lead.locator("summary").filter(has_text="1st").first.click()
    lead.get_by_role("link", name="Move", exact=True).click()
    judge(lead, "where somebody could be instead")
    lead.get_by_role("group", name="Move to").get_by_role("radio").first.check()
    lead.get_by_role("button", name="Move").click()

    expect(lead.get_by_role("button", name="Undo")).to_be_visible()


def test_the_groups_are_shared_with_staff(lead):
    lead.reload()
    lead.get_by_role("link", name="Share with staff").click()
    judge(lead, "what sharing will do")
    lead.get_by_role("button", name="Share with staff").click()

    expect(lead.get_by_text(re.compile("^Shared on"))).to_be_visible()
    judge(lead, "the groups are shared")


def test_a_newcomer_in_the_middle_of_the_year_moves_nobody_else(lead):
    """Into the groups of the autumn, which have met."""
    go_by_menu(lead, "Programmes")
    lead.get_by_role("link", name="Learning communities", exact=True).first.click()
    lead.get_by_role("main").get_by_role("link", name="Programme desk").click()
    lead.get_by_role("link", name="See the groups").click()
    lead.get_by_role("link", name="Somebody new, or somebody leaves").click()
    judge(lead, "who is new, who leaves?")
    lead.get_by_role("checkbox", name=re.compile(NEWCOMER)).check()
    lead.get_by_role("button", name="See what would change").click()

    expect(lead.get_by_text("Nobody else moves.")).to_be_visible(timeout=60_000)
    expect(lead.locator("main").get_by_text(re.compile("moves (here|away)"))).to_have_count(0)
    judge(lead, "what a newcomer would change")
    lead.get_by_role("button", name="Ask them").click()
    expect(lead.get_by_text(re.compile("^Carried out on"))).to_be_visible()
    judge(lead, "the newcomer is asked")


def test_one_who_did_not_promise_says_yes_and_another_sees_the_group(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    judge(phone, "Today with an invitation")
    asked = phone.locator("section").filter(has_text="Helen Marsh")
    question = asked.get_by_role("heading", name=re.compile("Would you like to join")).inner_text()
    asked.get_by_role("button", name="Yes, I’ll join").click()

    group = re.search("join (.*)[?]", question)[1]
    expect(phone.get_by_text(f"You belong to {group} now.")).to_be_visible()
    expect(phone.locator("main")).to_contain_text(MO)
    judge(phone, "the home of a new group")
    phone.get_by_role("link", name="Meetings", exact=True).click()
    judge(phone, "the dates that are proposed")
    phone.get_by_role("button", name="Confirm all of them").click()
    expect(phone.get_by_text("proposed")).to_have_count(0)

    go_by_menu(phone, "Calendar")
    phone.get_by_role("button", name="Make my calendar address").click()
    address = phone.get_by_label("Your calendar address").input_value()
    judge(phone, "a calendar of one's own")
    with urllib.request.urlopen(address) as answer:
        assert answer.read().decode().count("BEGIN:VEVENT") >= 5

    page = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    go_by_menu(page, "All groups")
    page.get_by_role("link", name=group).click()
    expect(page.locator("main")).to_contain_text(MO)
    judge(page, "another's group, from outside")


def others(links):
    return sorted(name for name in links if name != MO)


def tab_to(page, is_there):
    """Press Tab until the focus is where it should be, as somebody does who uses no mouse."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if is_there():
            return page.locator(":focus")
    raise AssertionError("the keyboard never comes there")
