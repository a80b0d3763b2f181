"""A coordinator says that her group goes on, and the deputy head closes the year.

It ends what the other stories stand on, so it is told last: the files are told in the order of their names.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import PHONE, judge, sign_in

pytestmark = pytest.mark.journey


def test_closing_a_year_and_going_on(demo_house, open_page):
    lead = sign_in(open_page(), demo_house, "cpd@northgate.example")
    go_by_menu(lead, "Programmes")
    card = lead.get_by_role("article").filter(has=lead.get_by_role("heading", name="Learning communities"))
    card.get_by_role("link", name="Programme desk").click()
    lead.get_by_role("link", name="Close the year").click()
    expect(lead.get_by_text("has not said").first).to_be_visible()
    lead.get_by_role("button", name="Ask those who have not said").click()
    expect(lead.get_by_text("letters are on their way")).to_be_visible()
    judge(lead, "closing a year")

    teacher = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    go_by_menu(teacher, "My groups")
    teacher.get_by_role("link", name="Oracy").first.click()
    teacher.get_by_role("navigation", name="This group").get_by_role("link", name="More").click()
    teacher.get_by_role("link", name="Say whether it goes on next year").click()
    judge(teacher, "does it go on")
    teacher.get_by_role("button", name="We go on").click()
    expect(teacher.get_by_text("Mo Khan said so")).to_be_visible()

    lead.reload()
    expect(lead.get_by_role("listitem").filter(has_text="goes on")).to_have_count(1)
    lead.get_by_text("Close it today all the same").click()
    lead.get_by_role("checkbox", name="Oracy").check()
    lead.get_by_label("A word to the groups that end").fill("Thank you. We tell everybody in September.")
    lead.get_by_role("button", name="Close this year").click()
    lead.get_by_role("dialog").get_by_role("button", name="Close this year").click()
    expect(lead.get_by_role("heading", name="The year is closed")).to_be_visible()
    judge(lead, "a year is closed")
    lead.get_by_role("link", name="Prepare next year").click()
    expect(lead.get_by_text("2027").first).to_be_visible()

    go_by_menu(teacher, "My groups")
    teacher.get_by_role("link", name="Oracy").first.click()
    expect(teacher.get_by_role("heading", name="Last year")).to_be_visible()
    teacher.get_by_role("heading", name="Last year").locator("..").get_by_role("link").click()
    teacher.get_by_role("link", name="It goes on in").click()
